#include "core/generation/datasetcard.h"

#include "core/base/jsontext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

QString sizeCategory(qint64 dialogues)
{
    static constexpr std::pair<qint64, const char*> steps[] = {{1'000, "n<1K"},
                                                               {10'000, "1K<n<10K"},
                                                               {100'000, "10K<n<100K"},
                                                               {1'000'000, "100K<n<1M"},
                                                               {10'000'000, "1M<n<10M"}};
    for (const auto& [below, word] : steps) {
        if (dialogues < below)
            return QLatin1String(word);
    }
    return QStringLiteral("10M<n<100M");
}

// A JSON string is a YAML one, too.
QString quoted(const QString& text)
{
    QByteArray json;
    appendJsonString(json, text);
    return QString::fromUtf8(json);
}

// What a cell of a table can hold.
QString cell(QString text)
{
    return text.isEmpty() ? QStringLiteral("-")
                          : text.replace(QLatin1Char('|'), QStringLiteral("\\|")).simplified();
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(share * 100, 0, 'f', 1);
}

QString head(const CardFacts& facts)
{
    const DatasetRequest& request = facts.request;
    QString yaml =
        QStringLiteral("---\npretty_name: %1\nlicense: %2\nlanguage:\n- %3\n")
            .arg(quoted(facts.source.name),
                 request.license.isEmpty() ? QStringLiteral("unknown") : request.license, request.language);
    yaml += QStringLiteral("size_categories:\n- %1\n").arg(sizeCategory(facts.done.dialogues()));
    yaml += QStringLiteral("task_categories:\n- text-generation\ntags:\n- music\n- dialogue\n- "
                           "conversational-recommendation\n");
    if (facts.run)
        yaml += QStringLiteral("- synthetic\n");
    yaml += QStringLiteral("configs:\n- config_name: default\n  data_files:\n");
    for (const DatasetPart& part : facts.done.parts) {
        if (!part.files.isEmpty())
            yaml += QStringLiteral("  - split: %1\n    path: data/%1-*\n").arg(part.name);
    }
    return yaml + QStringLiteral("---\n\n");
}

QString countsSection(const CardFacts& facts)
{
    const auto all = static_cast<double>(facts.done.dialogues());
    QString text = QStringLiteral("## Counts\n\n| split | dialogues | turns | asked | reached | files |\n"
                                  "|:--|--:|--:|--:|--:|--:|\n");
    for (const DatasetPart& part : facts.done.parts)
        text +=
            QStringLiteral("| %1 | %2 | %3 | %4 | %5 | %6 |\n")
                .arg(part.name)
                .arg(part.dialogues)
                .arg(part.turns)
                .arg(percent(part.asked), percent(all > 0 ? static_cast<double>(part.dialogues) / all : 0))
                .arg(part.files.size());
    if (facts.done.parts.size() > 1)
        text += QStringLiteral("\nDialogues that share one are in the same split: %1. There are %2 such "
                               "groups, the largest of %3 dialogues; seed %4.\n")
                    .arg(facts.done.splitBy)
                    .arg(facts.done.groups)
                    .arg(facts.done.largestGroup)
                    .arg(facts.request.seed);
    if (facts.request.acceptedOnly)
        text += QStringLiteral("\nOnly dialogues that a person accepted are here.\n");
    return text + QLatin1Char('\n');
}

QString formatSection(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Chat:
        return QStringLiteral(
            "## Format\n\nOne dialogue a line: `messages`, a list of `role` (user, assistant) and "
            "`content`, as chat models are tuned on.\n\n");
    case ExportFormat::Native:
        return QStringLiteral(
            "## Format\n\nOne dialogue a line: `id`; `turns` with `role`, `text`, `tracks` (`id`, `verdict`: "
            "-1 disliked, 0 shown, 1 liked), `intents`, `attributes` (`type:value`); `goal`, ids of tracks; "
            "`tracks` with `id`, `title`, `artist`, `album`; `provenance`, JSON in a text, for generated "
            "dialogues.\n\n");
    case ExportFormat::Csv:
    case ExportFormat::LpTable:
        return QStringLiteral(
            "## Format\n\nOne turn a row: `dialogue`, `position` from 0, `role`, `text`, `intents`, "
            "`attributes`, `tracks`, `liked`, `disliked`. Rows of a dialogue follow each other.\n\n");
    default:
        return QStringLiteral(
            "## Format\n\nThe record of LP-MusicDialog, one dialogue a line: `id`; `conversation`, a list of "
            "turns with `role` (user, system), `content`, `intent`, `music_attribute` (`type:value`) and, "
            "for the system, `track_seq`, the ids of the tracks it offers.\n\n");
    }
}

QString plansText(const PlanSet& plans)
{
    const QJsonObject taxonomy =
        QJsonDocument::fromJson(plans.recipe).object().value(QStringLiteral("taxonomy")).toObject();
    QString text = QStringLiteral("Every dialogue was written from a plan of the set \"%1\" (%2 plans, drawn "
                                  "by the recipe \"%3\" with seed %4)")
                       .arg(plans.name)
                       .arg(plans.plans)
                       .arg(recipeTitle(plans))
                       .arg(plans.seed);
    const QString name = taxonomy.value(QStringLiteral("name")).toString();
    if (!name.isEmpty())
        text += QStringLiteral(", whose labels are of the taxonomy \"%1\"").arg(name);
    return text + QStringLiteral(
                      ". Roles, intents, attributes and tracks are the plan's, the words the writer's.\n\n");
}

QString makingSection(const CardFacts& facts)
{
    QString text = QStringLiteral("## How it was made\n\n");
    if (!facts.run)
        return text +
               QStringLiteral("Imported as \"%1\" (%2) from %3; not generated by this program.\n\n")
                   .arg(facts.source.name, facts.source.format,
                        facts.source.origin.isEmpty() ? QStringLiteral("a file") : facts.source.origin);
    if (facts.plans)
        text += plansText(*facts.plans);
    text += QStringLiteral("| samples | prompt or phrases | digest (SHA-256) | model asked | model that "
                           "answered | program |\n|--:|:--|:--|:--|:--|:--|\n");
    for (const Making& making : facts.makings) {
        const bool isTemplate = making.prompt.isEmpty();
        text += QStringLiteral("| %1 | %2 | %3 | %4 | %5 | %6 |\n")
                    .arg(making.samples)
                    .arg(isTemplate ? QStringLiteral("template phrases") : cell(making.prompt),
                         cell(isTemplate ? making.phrases : making.promptDigest), cell(making.modelAsked),
                         cell(making.modelAnswered), cell(making.program));
    }
    const qint64 setAside = facts.run->setAside;
    if (setAside > 0)
        text += QStringLiteral("\n%1 plans of the run have no dialogue: their replies could not be used.\n")
                    .arg(setAside);
    return text + QLatin1Char('\n');
}

QString checksSection(const SourceCheck& check)
{
    QString text = QStringLiteral("## Checks\n\nCounted by the program over the whole source, %1 dialogues "
                                  "with %2 turns.\n\n| check | found | of | dialogues | how it is counted |\n"
                                  "|:--|--:|--:|--:|:--|\n")
                       .arg(check.dialogues)
                       .arg(check.turns);
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        const QString found = count.n == 0 ? QStringLiteral("undefined") : QString::number(count.count);
        text += QStringLiteral("| %1 | %2 | %3 | %4 | %5 |\n")
                    .arg(checkName(kind), found, QString::number(count.n), QString::number(count.dialogues),
                         cell(checkMethod(kind)));
    }
    const auto recall = mentionRecall(check);
    text += QStringLiteral("\nMention recall: %1.\n\n")
                .arg(recall ? QString::number(*recall, 'f', 4) : QStringLiteral("undefined"));
    return text;
}

QString faultsSection(const CardFacts& facts)
{
    QString text = QStringLiteral("## Known faults\n\n");
    bool any = false;
    const auto add = [&](const QString& line) {
        text += QStringLiteral("- %1\n").arg(line);
        any = true;
    };
    for (int i = 0; facts.check && i < checkKinds; ++i) {
        const CheckCount& count = facts.check->of(static_cast<CheckKind>(i));
        if (count.count > 0)
            add(QStringLiteral("%1: %2, in %3 dialogues.")
                    .arg(checkName(static_cast<CheckKind>(i)))
                    .arg(count.count)
                    .arg(count.dialogues));
    }
    for (const DatasetPart& part : facts.done.parts) {
        if (part.files.isEmpty())
            add(QStringLiteral("The split %1 is empty: its share is smaller than a group of dialogues that "
                               "belong together.")
                    .arg(part.name));
    }
    if (facts.run)
        add(QStringLiteral("The dialogues were written by a program, not by people who look for music."));
    if (!any)
        text += facts.check ? QStringLiteral("The checks found none.\n")
                            : QStringLiteral("Nothing was checked.\n");
    return text + QLatin1Char('\n');
}

QString licenceSection(const DatasetRequest& request)
{
    const QString id = request.license.isEmpty()
                           ? QStringLiteral("No licence was declared when this was written.")
                           : QStringLiteral("`%1`.").arg(request.license);
    return QStringLiteral("## Licence\n\n%1 Names of artists and tracks are facts of the catalogue; the "
                          "terms of the catalogue and of the model that answered apply besides.\n")
        .arg(id);
}

} // namespace

QByteArray datasetCard(const CardFacts& facts)
{
    QString text = head(facts) + QStringLiteral("# %1\n\n").arg(facts.source.name) +
                   QStringLiteral("%1 dialogues about music with %2 turns, in %3 as `%4`.\n\n")
                       .arg(facts.done.dialogues())
                       .arg(facts.done.turns())
                       .arg(facts.request.language,
                            facts.done.parts.isEmpty() || facts.done.parts.first().files.isEmpty()
                                ? QString()
                                : facts.done.parts.first().files.first());
    text += countsSection(facts) + formatSection(facts.request.format) + makingSection(facts);
    if (facts.check)
        text += checksSection(*facts.check);
    text += faultsSection(facts) + licenceSection(facts.request);
    return text.toUtf8();
}

} // namespace antiphon
