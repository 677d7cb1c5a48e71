// The file that a rater sends back: one line an answer, on disk before the answer counts as given.
//
// Each line ends in a link: HMAC-SHA256 under the packet's answer key of the link before it and of the line
// (RFC 2104); in version 1, whose packets have no key, plain SHA-256. So a byte that was changed, a line that
// was left out or put elsewhere is found, and nobody without the packet can make a chain that fits. It does
// not protect against the rater: who holds the packet holds the key, and can write any answers that a rater
// can give.
#pragma once

#include "core/base/clock.h"
#include "core/rating/questions.h"

#include <QHash>

#include <memory>

namespace antiphon {

inline constexpr const char* answersSuffix = ".antiphon-answers";

struct GivenAnswer
{
    PublicItemId item;
    QString criterion;
    int part = 0;  // of the question
    int value = 0; // from 1
    TimePoint at = 0;
    qint64 activeMs = 0; // time on the item since the answer before, pauses left out
    bool operator==(const GivenAnswer&) const = default;
};

// What a rater says beside the answers.
enum class NoteKind {
    Comment, // a text; an empty one takes it back
    Flag,    // value 1; 0 takes it back
    Skip,    // value 1 and the reason: the item has no answers; 0 takes it back
    Guess,   // of the last item, value 1 a person wrote it, 2 a machine, 3 do not know
    Feedback // value 1: what practice said of the item was read
};
QString noteWord(NoteKind kind); // "comment", ...
std::optional<NoteKind> noteKindOf(const QString& word);

struct GivenNote
{
    PublicItemId item;
    NoteKind kind = NoteKind::Comment;
    QString text;
    int value = 0;
    TimePoint at = 0;
    bool operator==(const GivenNote&) const = default;
};
// Whether it says something, rather than to take an earlier one back.
bool isSaid(const GivenNote& note);

// All that stands in an answers file. A later answer to the same question replaces an earlier one, a later
// note of a kind to the same item likewise.
struct AnswerFile
{
    PacketId packet;
    QString packetDigest;
    QString rater;
    QList<GivenAnswer> given; // every one in its order
    QList<qint64> lines;      // of each of them, from 1
    QList<GivenNote> notes;   // every one in its order
    QList<QByteArray> chain;  // the link of every line in hex, the header's first
    bool torn = false;        // it ended in the middle of a line, which was never acknowledged
    qint64 wholeBytes = 0;    // up to the end of the last whole line

    QList<GivenAnswer> inEffect() const; // without those to items that are skipped
    QList<GivenNote> notesInEffect() const;
};

// The first line alone, unchecked: enough to look the packet up. Errors: those of the file system;
// WrongFormat for another kind of file; Tampered when it names no packet.
struct AnswersHeader
{
    PacketId packet;
    QString packetDigest;
    QString rater;
};
Result<AnswersHeader> answersHeader(const QString& path);

// The whole file, checked with the key of its packet. Errors: those of readWholeFile; WrongFormat for another
// kind of file; Tampered (with the line) when a link does not fit.
Result<AnswerFile> readAnswers(const QString& path, const QByteArray& answerKey);

// An answers file being written. One program at a time holds it.
class AnswerLog
{
public:
    // Opens the file of a packet, or makes it. A torn last line is cut off. Errors: those of readAnswers;
    // NotPossible when the file belongs to another packet; ProjectBusy when another window holds it;
    // PermissionDenied, DiskFull, WriteFailed.
    static Result<AnswerLog> open(const Packet& packet, const QString& path);
    AnswerLog(AnswerLog&&) noexcept;
    AnswerLog& operator=(AnswerLog&&) noexcept;
    ~AnswerLog();

    // Returns when the answer is on disk (fsync). Errors: DiskFull, WriteFailed; then nothing was added.
    Result<void> append(const GivenAnswer& answer);
    Result<void> append(const GivenNote& note);
    const QString& path() const;
    // The value in effect, 0 where there is none yet.
    int valueOf(const PublicItemId& item, const QString& criterion, int part = 0) const;
    // The note in effect; nothing where there is none, or it was taken back.
    std::optional<GivenNote> noteOf(const PublicItemId& item, NoteKind kind) const;
    bool isSkipped(const PublicItemId& item) const { return noteOf(item, NoteKind::Skip).has_value(); }

private:
    struct Parts;
    explicit AnswerLog(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
