#include "core/rating/conduct.h"
#include "core/rating/designstore.h"
#include "core/rating/packetcontent.h"
#include "core/rating/studylogstore.h"
#include "core/rating/unblinding.h"

#include <QFileInfo>
#include <QSet>

namespace antiphon {

namespace {

// What was asked about an item, and how it can be answered.
struct AskedItem
{
    qsizetype dialogues = 1;
    QList<Question> questions;
    bool practice = false;
};
using Asked = QHash<PublicItemId, AskedItem>;

Result<Study> studyById(const Connection& connection, StudyId id)
{
    ANTIPHON_TRY_ASSIGN(const QList<Study> all, studies(connection));
    for (const Study& study : all) {
        if (study.id == id)
            return study;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the study of this packet"));
}

Result<FoundPacket> packetOfFile(const Connection& connection, const AnswersHeader& header,
                                 const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const auto found, packetById(connection, header.packet));
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the packet of %1").arg(path),
                    QStringLiteral("it belongs to another project"));
    if (found->packet.digest != header.packetDigest)
        return fail(ErrorCode::Tampered, QStringLiteral("the packet of %1").arg(path),
                    QStringLiteral("the rater did not rate what was handed out"));
    return *found;
}

// The dialogues in the order in which they were answered for the first time.
QList<PublicItemId> firstAnswered(const AnswerFile& file)
{
    QList<PublicItemId> order;
    QSet<PublicItemId> seen;
    for (const GivenAnswer& answer : file.given) {
        if (!seen.contains(answer.item))
            order << answer.item;
        seen.insert(answer.item);
    }
    return order;
}

// What was asked stands in the rows, whether the key is at hand or sealed.
Result<Packet> contentOf(const Connection& connection, const Study& study, const PacketRow& row)
{
    ANTIPHON_TRY_ASSIGN(const auto shown, packetItems(connection, row.id));
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> items, studyItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    return packetContent(study, row, shown, items, checks);
}

Asked askedBy(const Packet& packet)
{
    Asked asked;
    for (const PacketItem& item : packet.items)
        asked.insert(item.id, {item.dialogues.size(), questionsOf(packet, item), item.practice.has_value()});
    return asked;
}

bool fits(const GivenAnswer& answer, const Packet& packet, const Asked& asked)
{
    const auto item = asked.constFind(answer.item);
    const Criterion* criterion = criterionOf(packet.criteria, answer.criterion);
    return item != asked.cend() && criterion && item->questions.contains({answer.criterion, answer.part}) &&
           answer.value >= 1 && answer.value <= highestValue(criterion->kind, packet.points, item->dialogues);
}

bool fits(const GivenNote& note, const Packet& packet, const Asked& asked)
{
    if (!asked.contains(note.item))
        return false;
    switch (note.kind) {
    case NoteKind::Skip:
        return packet.allowsSkip && (note.value == 0 || !note.text.isEmpty()) &&
               !asked.value(note.item).practice;
    case NoteKind::Feedback:
        return note.value == 1 && asked.value(note.item).practice;
    case NoteKind::Guess:
        return packet.asksGuess && note.item == packet.order.constLast() && note.value >= 1 &&
               note.value <= 3;
    case NoteKind::Comment:
    case NoteKind::Flag:
        break;
    }
    return packet.comments;
}

// Practice is over once it is answered whole, as the rater then reads what was expected: the first answer
// that comes afterwards; -1 where there is none.
qsizetype answeredAfterFeedback(const AnswerFile& file, const Asked& asked)
{
    QHash<PublicItemId, QList<Question>> open;
    for (qsizetype i = 0; i < file.given.size(); ++i) {
        const GivenAnswer& answer = file.given[i];
        const auto item = asked.constFind(answer.item);
        if (item == asked.cend() || !item->practice)
            continue;
        if (!open.contains(answer.item))
            open.insert(answer.item, item->questions);
        QList<Question>& left = open[answer.item];
        if (left.isEmpty())
            return i;
        left.removeOne({answer.criterion, answer.part});
    }
    return -1;
}

// Every answer must be to a question of the packet, on its scale.
Result<void> checkAnswers(const AnswerFile& file, const Packet& packet, const Asked& asked,
                          const QString& path)
{
    for (qsizetype i = 0; i < file.given.size(); ++i) {
        if (!fits(file.given[i], packet, asked))
            return fail(Error{ErrorCode::WrongFormat, path, file.lines[i],
                              QStringLiteral("the answer does not fit the study")});
    }
    if (const qsizetype late = answeredAfterFeedback(file, asked); late >= 0)
        return fail(Error{ErrorCode::WrongFormat, path, file.lines[late],
                          QStringLiteral("the answer to practice came after its feedback")});
    for (const GivenNote& note : file.notes) {
        if (!fits(note, packet, asked))
            return fail(ErrorCode::WrongFormat, path,
                        QStringLiteral("a %1 does not fit the study").arg(noteWord(note.kind)));
    }
    return {};
}

// Without a worst that is also the best, which is what is left when a rater changed the best later.
QList<GivenAnswer> countedAnswers(const AnswerFile& file, const Packet& packet)
{
    QList<GivenAnswer> answers = file.inEffect();
    QHash<std::pair<PublicItemId, QString>, int> best;
    for (const GivenAnswer& answer : std::as_const(answers)) {
        if (answer.part == 1)
            best.insert({answer.item, answer.criterion}, answer.value);
    }
    answers.removeIf([&](const GivenAnswer& answer) {
        const Criterion* criterion = criterionOf(packet.criteria, answer.criterion);
        return answer.part == 2 && criterion && criterion->kind == QuestionKind::BestWorst &&
               best.value({answer.item, answer.criterion}) == answer.value;
    });
    return answers;
}

void countMissing(Collected& collected, const Asked& asked, const QList<GivenNote>& notes)
{
    for (const AskedItem& item : asked)
        collected.missing += item.questions.size();
    collected.missing -= collected.answers;
    for (const GivenNote& note : notes) {
        if (note.kind != NoteKind::Skip)
            continue;
        ++collected.skipped;
        collected.missing -= asked.value(note.item).questions.size();
    }
}

Result<void> logCollected(const Connection& connection, const Actor& actor, const FoundPacket& found,
                          qint64 answers, const QString& amendment)
{
    ANTIPHON_TRY_ASSIGN(const QString rows, answersDigest(connection, found.packet.id));
    ANTIPHON_TRY_ASSIGN(const QString order, orderDigest(connection, found.packet.id));
    QJsonObject facts{{QStringLiteral("rater"), found.packet.rater},
                      {QStringLiteral("packet"), found.packet.id.toText()},
                      {QStringLiteral("head"), found.packet.answersHead},
                      {QStringLiteral("answers"), answers},
                      {QStringLiteral("rows"), rows},
                      {QStringLiteral("order"), order},
                      {QStringLiteral("collected_at"), found.packet.collectedAt}};
    if (!amendment.isEmpty()) {
        facts[QStringLiteral("what")] = QStringLiteral("answers of %1").arg(found.packet.rater);
        facts[QStringLiteral("reason")] = amendment;
    }
    return appendToLog(connection, found.study, actor, amendment.isEmpty() ? LogAct::Collect : LogAct::Amend,
                       facts)
        .map([](const LogEntry&) {});
}

} // namespace

Result<Collected> collectAnswers(const Connection& connection, const Actor& actor, const QString& path,
                                 const QString& amendment)
{
    ANTIPHON_TRY_ASSIGN(const AnswersHeader header, answersHeader(path));
    ANTIPHON_TRY_ASSIGN(FoundPacket found, packetOfFile(connection, header, path));
    ANTIPHON_TRY_ASSIGN(const AnswerFile file, readAnswers(path, found.packet.answerKey));
    ANTIPHON_TRY_ASSIGN(const Study study, studyById(connection, found.study));
    ANTIPHON_TRY_ASSIGN(const Packet packet, contentOf(connection, study, found.packet));
    const Asked asked = askedBy(packet);
    ANTIPHON_TRY(checkAnswers(file, packet, asked, path));
    const QList<GivenAnswer> answers = countedAnswers(file, packet);
    QList<GivenNote> notes = file.notesInEffect();
    notes.removeIf(
        [](const GivenNote& note) { return note.kind == NoteKind::Feedback; }); // tells nothing more
    Collected collected{QFileInfo(path).fileName(), found.packet.rater, study.definition.name};
    collected.answers = answers.size();
    collected.notes = notes.size();
    collected.torn = file.torn;
    countMissing(collected, asked, notes);
    const QByteArray head = found.packet.answersHead.toLatin1();
    if (!head.isEmpty()) {
        if (file.chain.constLast() == head) {
            collected.outcome = CollectOutcome::Unchanged;
            return collected;
        }
        if (!file.chain.contains(head))
            return fail(
                ErrorCode::AlreadyExists, QStringLiteral("an answers file of %1").arg(found.packet.rater),
                QStringLiteral("%1 is not a continuation of the one collected before").arg(collected.file));
        collected.outcome = CollectOutcome::Updated;
    }
    ANTIPHON_TRY_ASSIGN(const bool open, isKeyOpen(connection, found.study));
    if (open && amendment.trimmed().isEmpty())
        return fail(
            ErrorCode::NotPossible, QStringLiteral("taking in %1").arg(collected.file),
            QStringLiteral("the key is open; from here on answers come in as an amendment, with a reason"));
    found.packet.answersHead = QString::fromLatin1(file.chain.constLast());
    found.packet.collectedAt = now();
    ANTIPHON_TRY(EditHistory(connection)
                     .record(actor, QStringLiteral("Collect answers of %1").arg(found.packet.rater),
                             [&]() -> Result<void> {
                                 ANTIPHON_TRY(replaceAnswers(connection, found.packet, answers, notes));
                                 ANTIPHON_TRY(
                                     replaceAnswerOrder(connection, file.packet, firstAnswered(file)));
                                 return logCollected(connection, actor, found, answers.size(),
                                                     open ? amendment.trimmed() : QString());
                             }));
    return collected;
}

} // namespace antiphon
