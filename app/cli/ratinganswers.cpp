#include "app/cli/ratinganswers.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString outcomeWord(CollectOutcome outcome)
{
    switch (outcome) {
    case CollectOutcome::Updated:
        return QStringLiteral("updated");
    case CollectOutcome::Unchanged:
        return QStringLiteral("unchanged");
    case CollectOutcome::Stored:
        break;
    }
    return QStringLiteral("stored");
}

QString alphaText(const statistics::Agreement& agreement)
{
    if (!agreement.estimate.value)
        return QStringLiteral("undefined, %1").arg(QString::fromStdString(agreement.estimate.reason));
    return figureText(agreement.estimate.value) + QLatin1Char(' ') + intervalText(agreement.estimate);
}

QString gapsText(const QJsonObject& gaps)
{
    QString text =
        QStringLiteral("Largest standardised differences: turns %1, words %2, tracks shown per turn %3\n")
            .arg(figureText(gaps[QStringLiteral("turns")].toDouble()),
                 figureText(gaps[QStringLiteral("words")].toDouble()),
                 figureText(gaps[QStringLiteral("tracks")].toDouble()));
    const QJsonArray warnings = gaps[QStringLiteral("warnings")].toArray();
    for (const QJsonValue& measure : warnings)
        text += QStringLiteral("Warning: %1 differ by more than 0.25, raters may go by it\n")
                    .arg(measure.toString());
    return text;
}

} // namespace

QString alignedTable(const FigureTable& table)
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < table.columns.size(); ++column) {
        widths << table.columns[column].size();
        for (const QStringList& row : table.rows)
            widths[column] = qMax(widths[column], row[column].size());
    }
    QString text = QStringLiteral("\n  %1\n").arg(table.title);
    const QList<QStringList> lines = QList<QStringList>{table.columns} + table.rows;
    for (const QStringList& line : lines) {
        QString aligned;
        for (qsizetype column = 0; column < line.size(); ++column)
            aligned += QStringLiteral("  ") + line[column].leftJustified(widths[column]);
        text += QStringLiteral("  ") + aligned.trimmed() + QLatin1Char('\n');
    }
    return text;
}

Answer frozenAnswer(const Study& study)
{
    const StudyDefinition& definition = study.definition;
    const qint64 items = definition.sources.size() * static_cast<qint64>(definition.itemsPerSource);
    return {{{QStringLiteral("study"), definition.name},
             {QStringLiteral("items"), items},
             {QStringLiteral("raters"), static_cast<qint64>(definition.raters.size())},
             {QStringLiteral("digest"), study.digest},
             {QStringLiteral("frozen"), study.frozen},
             {QStringLiteral("definition"), definitionJson(definition)}},
            QStringLiteral("Froze the study %1: %2 dialogues, SHA-256 %3\n%4")
                .arg(definition.name)
                .arg(items)
                .arg(study.digest, gapsText(study.frozen[QStringLiteral("gaps")].toObject()))};
}

Answer packetsAnswer(const Study& study, const MadePackets& made)
{
    QJsonArray packets;
    QString text;
    for (const MadePacket& packet : made.packets) {
        packets << QJsonObject{{QStringLiteral("rater"), packet.rater},
                               {QStringLiteral("path"), packet.path},
                               {QStringLiteral("items"), packet.items},
                               {QStringLiteral("masked"), packet.masked}};
        text += QStringLiteral("%1: %2 dialogues, %3\n").arg(packet.rater).arg(packet.items).arg(packet.path);
    }
    if (!made.maskedWords.isEmpty())
        text += QStringLiteral("Masked words: %1\n").arg(made.maskedWords.join(QLatin1String(", ")));
    return {{{QStringLiteral("study"), study.definition.name},
             {QStringLiteral("packets"), packets},
             {QStringLiteral("masked_words"), QJsonArray::fromStringList(made.maskedWords)}},
            text};
}

Answer lintAnswer(const QJsonArray& files, const QString& text)
{
    Answer answer{{{QStringLiteral("files"), files}}, text};
    for (const QJsonValue& file : files)
        answer.rejected += file[QStringLiteral("findings")].toArray().isEmpty() ? 0 : 1;
    answer.json[QStringLiteral("rejected")] = answer.rejected;
    return answer;
}

Answer collectedAnswer(const QList<Collected>& collected, const QList<Error>& refused)
{
    QJsonArray files;
    QJsonArray refusals;
    QString text;
    qint64 answers = 0;
    for (const Collected& one : collected) {
        files << QJsonObject{
            {QStringLiteral("file"), one.file},       {QStringLiteral("rater"), one.rater},
            {QStringLiteral("study"), one.study},     {QStringLiteral("outcome"), outcomeWord(one.outcome)},
            {QStringLiteral("answers"), one.answers}, {QStringLiteral("missing"), one.missing},
            {QStringLiteral("torn"), one.torn},       {QStringLiteral("notes"), one.notes},
            {QStringLiteral("skipped"), one.skipped}};
        answers += one.answers;
        text += QStringLiteral("%1: %2, %3 answers, %4 items skipped, %5 missing (%6)\n")
                    .arg(one.file, one.rater)
                    .arg(one.answers)
                    .arg(one.skipped)
                    .arg(one.missing)
                    .arg(outcomeWord(one.outcome));
    }
    for (const Error& error : refused) {
        refusals << QJsonObject{{QStringLiteral("file"), error.subject},
                                {QStringLiteral("reason"), errorSentence(error)}};
        text += QStringLiteral("Refused: %1\n").arg(errorSentence(error));
    }
    return {{{QStringLiteral("files"), files},
             {QStringLiteral("answers"), answers},
             {QStringLiteral("rejected"), static_cast<qint64>(refused.size())},
             {QStringLiteral("refused"), refusals}},
            text,
            refused.size()};
}

QString resultsText(const StudyResults& results)
{
    QString text = QStringLiteral("%1: %2 dialogues, %3 raters, %4 answers, %5 skipped, %6 missing%7\n")
                       .arg(results.study.definition.name)
                       .arg(results.items)
                       .arg(results.raters.size())
                       .arg(results.answers)
                       .arg(results.skipped)
                       .arg(results.missing)
                       .arg(results.unblinded ? QString() : QStringLiteral("; blind"));
    for (const CriterionResult& result : results.criteria) {
        text += QStringLiteral("\n%1  (alpha %2)\n").arg(result.criterion.name, alphaText(result.agreement));
        for (const ConditionResult& condition : result.conditions)
            text += QStringLiteral("  %1  %2 %3  median %4  sd %5  n %6  missing %7  skipped %8\n")
                        .arg(condition.label(), -16)
                        .arg(figureText(condition.mean.value), intervalText(condition.mean),
                             (figureText(condition.median.value, 1) + QLatin1Char(' ') +
                              intervalText(condition.median, 1))
                                 .trimmed(),
                             figureText(condition.deviation.value))
                        .arg(condition.mean.n)
                        .arg(condition.mean.missing)
                        .arg(condition.skipped);
        for (const PairResult& pair : result.pairs)
            text += QStringLiteral("  %1\n").arg(verdictSentence(result, pair));
    }
    for (const ChoiceResult& choice : results.choices) {
        text += QStringLiteral("\n%1  (%2 answers, %3 missing, %4 skipped)\n")
                    .arg(choice.criterion.name)
                    .arg(choice.answers)
                    .arg(choice.missing)
                    .arg(choice.skipped);
        const QList<FigureTable> tables = choiceTables(choice);
        for (const FigureTable& table : tables)
            text += alignedTable(table);
    }
    if (!results.guesses.isEmpty())
        text += alignedTable(guessTable(results.guesses));
    if (!results.skips.isEmpty())
        text += alignedTable(skipTable(results.skips));
    const QStringList leftOut = leftOutLines(results);
    if (!leftOut.isEmpty())
        text += QLatin1Char('\n') + leftOut.join(QLatin1Char('\n')) + QLatin1Char('\n');
    return text + QStringLiteral("\nIntervals: %1 resamples of dialogues, seed %2\n")
                      .arg(results.replicates)
                      .arg(results.study.definition.seed);
}

QString furtherText(const StudyResults& results)
{
    QString text;
    for (const CriterionResult& result : results.criteria) {
        text += QStringLiteral("\n%1\n").arg(result.criterion.name);
        const QList<FigureTable> tables = figureTables(result);
        for (const FigureTable& table : tables)
            text += alignedTable(table);
    }
    return text;
}

} // namespace antiphon::cli
