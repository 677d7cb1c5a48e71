// The faults of written dialogues, counted with examples, and the measures of their texts.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/checkreport.h"

namespace antiphon::cli {

namespace {

constexpr int defaultExamples = 10;
constexpr int nameWidth = 48;

QString option(const char* name)
{
    return QLatin1String(name);
}

QString line(const QString& name, const QString& figure)
{
    return QStringLiteral("  %1  %2\n").arg(name.leftJustified(nameWidth), figure);
}

QString figure(std::optional<double> value)
{
    return value ? QString::number(*value, 'f', 4) : QStringLiteral("undefined");
}

QString figure(const statistics::Estimate& estimate)
{
    if (!estimate.value)
        return QStringLiteral("undefined, %1").arg(QString::fromStdString(estimate.reason));
    if (!estimate.low || !estimate.high)
        return QString::number(*estimate.value, 'f', 4);
    return QStringLiteral("%1 (%2 to %3)")
        .arg(figure(estimate.value), figure(estimate.low), figure(estimate.high));
}

QString exactText(const SourceCheck& check)
{
    QString text = QStringLiteral("%1: %L2 dialogues, %L3 turns\n")
                       .arg(check.source)
                       .arg(check.dialogues)
                       .arg(check.turns);
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        text +=
            line(checkName(kind), count.n == 0 ? QStringLiteral("undefined, nothing to look at")
                                               : QStringLiteral("%L1 of %L2").arg(count.count).arg(count.n));
    }
    return text + line(QStringLiteral("Mention recall"), figure(mentionRecall(check)));
}

QString measuresText(const CorpusCheck& check, const QList<ObservedShares>& observed)
{
    QString text;
    std::optional<measures::MeasureGroup> group;
    for (const measures::Measure& measure : check.measures) {
        if (group != measure.group)
            text += groupName(measure.group) + QLatin1Char('\n');
        group = measure.group;
        text += line(measure.name, figure(measure.estimate));
    }
    if (!observed.isEmpty())
        text += QStringLiteral("Planned against observed labels, total variation\n");
    for (const ObservedShares& shares : observed)
        text += line(observedTitle(shares), figure(shares.distance));
    return text;
}

QString comparisonText(const CorpusCheck& check)
{
    if (!check.comparison)
        return {};
    QString text = QStringLiteral("Beside %1, on samples of equal size: value, its value, difference\n")
                       .arg(check.human);
    for (const measures::MeasurePair& pair : check.comparison->pairs) {
        const measures::MeasureDifference& apart = pair.difference;
        const QString interval =
            apart.low ? QStringLiteral(" (%1 to %2)").arg(figure(apart.low), figure(apart.high)) : QString();
        text += line(pair.first.name,
                     QStringLiteral("%1  %2  %3%4")
                         .arg(figure(pair.first.estimate.value), figure(pair.second.estimate.value),
                              figure(apart.value), interval));
    }
    text += QStringLiteral("Total variation from %1\n").arg(check.human);
    for (const measures::ShareDistance& distance : check.comparison->distances)
        text += line(distance.name, figure(distance.estimate));
    return text;
}

QString examplesText(const SourceCheck& check)
{
    QString text;
    for (const CheckExample& example : check.examples)
        text += QStringLiteral("  dialogue %1, turn %2: %3\n")
                    .arg(example.externalId)
                    .arg(example.finding.turn + 1)
                    .arg(findingSentence(example.finding));
    return text;
}

Result<Answer> check(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 examples,
                        call.arguments.integer(option("examples"), defaultExamples, 0, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(option("seed"), 1, 0, 1LL << 53));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    const CorpusCheckRequest request{call.arguments.value(option("source")),
                                     call.arguments.value(option("human")), static_cast<int>(examples),
                                     static_cast<quint64>(seed)};
    ANTIPHON_TRY_ASSIGN(const CorpusCheck found,
                        checkCorpus(call.projectPath, request, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, request.source));
    ANTIPHON_TRY_ASSIGN(const auto observed, observedShares(connection, source->id, call.cancel));
    Answer answer{checkJson(found, observed), exactText(found.exact) + examplesText(found.exact) +
                                                  measuresText(found, observed) + comparisonText(found)};
    ANTIPHON_TRY(writeTable(call, checkCsv(found, observed), answer));
    return answer;
}

} // namespace

QList<Verb> checkVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb look;
    look.words = {text("check")};
    look.summary = text("counts the faults of written dialogues and measures their texts");
    look.example = text("antiphon-cli check --source first --human cpcd --out checks.csv --project "
                        "music.antiphon");
    look.options = {{text("source"), text("NAME"), text("a corpus or a run"), true},
                    {text("human"), text("NAME"), text("a source to hold it against"), false},
                    {text("examples"), text("N"), text("of each kind; 10 when left out"), false},
                    {text("seed"), text("S"), text("of the samples; 1 when left out"), false},
                    outOption()};
    look.run = check;
    return {look};
}

} // namespace antiphon::cli
