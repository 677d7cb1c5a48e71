#include "ui/home/stationfigures.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Home", text);
}

QString counted(qint64 count, const char* one, const char* many)
{
    return countedText(count, tr(one), tr(many));
}

QString figureOf(qint64 count)
{
    return count == 0 ? QStringLiteral("–") : countText(count);
}

QString word(qint64 count, const char* one, const char* many)
{
    return count == 1 ? tr(one) : tr(many);
}

} // namespace

QList<StationFigures> stationFigures(const Overview& o)
{
    const auto station = [](const char* id, const QString& title, const char* icon) {
        StationFigures figures;
        figures.station = QLatin1String(id);
        figures.title = title;
        figures.iconName = QLatin1String(icon);
        return figures;
    };
    StationFigures corpus = station("corpus", tr("Corpus"), "corpus");
    corpus.figure = figureOf(o.dialogues);
    corpus.unit = word(o.dialogues, "dialogue", "dialogues");
    corpus.detail =
        o.corpora == 0
            ? tr("no corpus yet")
            : tr("%1 in %2").arg(counted(o.turns, "turn", "turns"), counted(o.corpora, "corpus", "corpora"));
    corpus.done = o.dialogues > 0;

    StationFigures code = station("code", tr("Code"), "code");
    code.figure = figureOf(o.codings);
    code.unit = word(o.codings, "coding", "codings");
    code.detail = o.codings == 0 ? counted(o.codes, "code ready", "codes ready")
                                 : tr("%1 by %2")
                                       .arg(counted(o.codedTurns, "turn", "turns"),
                                            counted(o.coders, "coder", "coders"));
    code.done = o.codings > 0;

    StationFigures catalogue = station("cascade", tr("Catalogue"), "music");
    catalogue.figure = figureOf(o.tracks);
    catalogue.unit = word(o.tracks, "track", "tracks");
    catalogue.detail =
        o.catalogues == 0 ? tr("no catalogue yet") : counted(o.catalogues, "catalogue", "catalogues");
    catalogue.done = o.tracks > 0;

    StationFigures plans = station("cascade", tr("Cascade"), "cascade");
    plans.figure = figureOf(o.plans);
    plans.unit = word(o.plans, "plan", "plans");
    plans.detail =
        o.planSets == 0 ? tr("none drawn yet") : tr("in %1").arg(counted(o.planSets, "set", "sets"));
    plans.done = o.plans > 0;

    StationFigures samples = station("generate", tr("Generate"), "generate");
    samples.figure = figureOf(o.samples);
    samples.unit = word(o.samples, "sample", "samples");
    samples.detail = o.runs == 0 ? tr("no run yet") : tr("from %1").arg(counted(o.runs, "run", "runs"));
    samples.done = o.samples > 0;

    StationFigures rate = station("rate", tr("Rate"), "rate");
    rate.figure = figureOf(o.answers);
    rate.unit = word(o.answers, "answer", "answers");
    rate.detail = o.studies == 0
                      ? tr("no study yet")
                      : tr("%1 of %2 collected")
                            .arg(countText(o.answeredPackets), counted(o.packets, "packet", "packets"));
    rate.done = o.answers > 0;
    return {corpus, code, catalogue, plans, samples, rate};
}

NextStep nextStep(const Overview& o)
{
    if (o.dialogues == 0)
        return {tr("Begin with human dialogues about music."), tr("Import a corpus"),
                QStringLiteral("corpus")};
    if (o.codings == 0)
        return {tr("The dialogues are here. Say what their turns do."), tr("Code the first dialogue"),
                QStringLiteral("code")};
    if (o.tracks == 0)
        return {tr("Plans need tracks to recommend."), tr("Import a catalogue"), QStringLiteral("cascade")};
    if (o.plans == 0)
        return {tr("The catalogue is here. Draw plans of dialogues from it."), tr("Draw plans"),
                QStringLiteral("cascade")};
    if (o.samples == 0)
        return {tr("The plans are drawn. Let them be written."), tr("Write dialogues"),
                QStringLiteral("generate")};
    if (o.studies == 0)
        return {tr("Are the written dialogues as good as the human ones?"), tr("Set up a study"),
                QStringLiteral("rate")};
    if (o.answers == 0)
        return {tr("The study waits for its raters."), tr("Go to the packets"), QStringLiteral("rate")};
    return {tr("The answers are in."), tr("Look at the results"), QStringLiteral("rate")};
}

} // namespace antiphon
