// All answers of a study, for other programs.
#include "core/base/csvfile.h"
#include "core/rating/listeditems.h"
#include "core/rating/results.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSet>

namespace antiphon {

namespace {

struct Labelled
{
    QList<RatedAnswer> answers;
    QHash<SourceId, QString> labels; // letters while the study is blind
    QSet<ItemId> opened;             // singly, before the key was
};

Result<Labelled> labelledAnswers(const Connection& connection, const Study& study)
{
    Labelled labelled;
    ANTIPHON_TRY_ASSIGN(labelled.answers, ratedAnswers(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto keyed, conditions(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<SinglyOpened> singly, singlyOpened(connection, study.id));
    for (const SinglyOpened& one : singly)
        labelled.opened.insert(one.item);
    for (const Condition& condition : keyed)
        labelled.labels.insert(condition.source, opened.isEmpty() ? condition.letter : condition.sourceName);
    return labelled;
}

// The conditions of what was shown, from the left: "B A"; empty for one dialogue.
QString shownText(const RatedAnswer& answer, const QHash<SourceId, QString>& labels)
{
    QStringList shown;
    for (const SourceId& source : answer.shown)
        shown << labels.value(source);
    return shown.join(QLatin1String(" | "));
}

// The condition that was rated or chosen; empty where a pair made no difference.
QString conditionOf(const RatedAnswer& answer, const QHash<SourceId, QString>& labels)
{
    return answer.kind == QuestionKind::Dialogue ? labels.value(answer.source)
                                                 : labels.value(answer.shown.value(answer.value - 1));
}

QString timeText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString wordOf(const RatedAnswer& answer)
{
    const bool turn = answer.kind == QuestionKind::Dialogue && answer.part > 0;
    return kindWord(turn ? QuestionKind::Turn : answer.kind);
}

} // namespace

Result<QByteArray> answersCsv(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const Labelled labelled, labelledAnswers(connection, study));
    QByteArray csv =
        csvLine({QStringLiteral("rater"), QStringLiteral("position"), QStringLiteral("item"),
                 QStringLiteral("condition"), QStringLiteral("criterion"), QStringLiteral("value"),
                 QStringLiteral("given_at"), QStringLiteral("active_ms"), QStringLiteral("kind"),
                 QStringLiteral("part"), QStringLiteral("shown"), QStringLiteral("opened")});
    for (const RatedAnswer& answer : labelled.answers)
        csv += csvLine({answer.rater, QString::number(answer.position + 1), answer.item.toText(),
                        conditionOf(answer, labelled.labels), answer.criterion, QString::number(answer.value),
                        timeText(answer.at), QString::number(answer.activeMs), wordOf(answer),
                        QString::number(answer.part), shownText(answer, labelled.labels),
                        QString::number(labelled.opened.contains(answer.item) ? 1 : 0)});
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
                               {QStringLiteral("condition"), conditionOf(answer, labelled.labels)},
                               {QStringLiteral("criterion"), answer.criterion},
                               {QStringLiteral("value"), answer.value},
                               {QStringLiteral("given_at"), timeText(answer.at)},
                               {QStringLiteral("active_ms"), answer.activeMs},
                               {QStringLiteral("kind"), wordOf(answer)},
                               {QStringLiteral("part"), answer.part},
                               {QStringLiteral("shown"), shownText(answer, labelled.labels)},
                               {QStringLiteral("opened"), labelled.opened.contains(answer.item)}};
        lines += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    return lines;
}

Result<QByteArray> notesCsv(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<RatedNote> notes, ratedNotes(connection, study.id));
    QByteArray csv = csvLine({QStringLiteral("rater"), QStringLiteral("position"), QStringLiteral("item"),
                              QStringLiteral("note"), QStringLiteral("value"), QStringLiteral("text"),
                              QStringLiteral("given_at")});
    for (const RatedNote& one : notes)
        csv +=
            csvLine({one.rater, QString::number(one.position + 1), one.item.toText(), noteWord(one.note.kind),
                     QString::number(one.note.value), one.note.text, timeText(one.note.at)});
    return csv;
}

} // namespace antiphon
