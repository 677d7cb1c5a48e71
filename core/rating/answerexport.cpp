// All answers of a study, for other programs.
#include "core/base/csvfile.h"
#include "core/rating/results.h"

#include <QDateTime>
#include <QJsonDocument>

namespace antiphon {

namespace {

struct Labelled
{
    QList<RatedAnswer> answers;
    QHash<SourceId, QString> labels; // letters while the study is blind
};

Result<Labelled> labelledAnswers(const Connection& connection, const Study& study)
{
    Labelled labelled;
    ANTIPHON_TRY_ASSIGN(labelled.answers, ratedAnswers(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto keyed, conditions(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
    for (const Condition& condition : keyed)
        labelled.labels.insert(condition.source, opened.isEmpty() ? condition.letter : condition.sourceName);
    return labelled;
}

QString timeText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

Result<QByteArray> answersCsv(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const Labelled labelled, labelledAnswers(connection, study));
    QByteArray csv =
        csvLine({QStringLiteral("rater"), QStringLiteral("position"), QStringLiteral("item"),
                 QStringLiteral("condition"), QStringLiteral("criterion"), QStringLiteral("value"),
                 QStringLiteral("given_at"), QStringLiteral("active_ms")});
    for (const RatedAnswer& answer : labelled.answers)
        csv += csvLine({answer.rater, QString::number(answer.position + 1), answer.item.toText(),
                        labelled.labels.value(answer.source), answer.criterion, QString::number(answer.value),
                        timeText(answer.at), QString::number(answer.activeMs)});
    return csv;
}

Result<QByteArray> answersJsonl(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const Labelled labelled, labelledAnswers(connection, study));
    QByteArray lines;
    for (const RatedAnswer& answer : labelled.answers) {
        const QJsonObject line{{QStringLiteral("rater"), answer.rater},
                               {QStringLiteral("position"), answer.position + 1},
                               {QStringLiteral("item"), answer.item.toText()},
                               {QStringLiteral("condition"), labelled.labels.value(answer.source)},
                               {QStringLiteral("criterion"), answer.criterion},
                               {QStringLiteral("value"), answer.value},
                               {QStringLiteral("given_at"), timeText(answer.at)},
                               {QStringLiteral("active_ms"), answer.activeMs}};
        lines += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    return lines;
}

} // namespace antiphon
