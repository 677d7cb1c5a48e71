// The file that a rater sends back: one line an answer, on disk before the answer counts as given.
#pragma once

#include "core/base/clock.h"
#include "core/rating/packet.h"

#include <QHash>

#include <memory>

namespace antiphon {

inline constexpr const char* answersSuffix = ".antiphon-answers";

struct GivenAnswer
{
    PublicItemId item;
    QString criterion;
    int value = 0; // from 1
    TimePoint at = 0;
    qint64 activeMs = 0; // time on the item since the answer before, pauses left out
    bool operator==(const GivenAnswer&) const = default;
};

// All that stands in an answers file. A later answer to the same question replaces an earlier one.
struct AnswerFile
{
    PacketId packet;
    QString packetDigest;
    QString rater;
    QList<GivenAnswer> given; // every line in its order
    QStringList chain;        // the link of every line, the header's first
    bool torn = false;        // it ended in the middle of a line, which was never acknowledged
    qint64 wholeBytes = 0;    // up to the end of the last whole line

    QList<GivenAnswer> inEffect() const;
};

// Each line ends in a link: the SHA-256 of the link before it and of the line. Errors: those of
// readWholeFile; WrongFormat for another kind of file; Tampered (with the line) when a link does not fit.
Result<AnswerFile> readAnswers(const QString& path);

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
    const QString& path() const;
    // The value in effect, 0 where there is none yet.
    int valueOf(const PublicItemId& item, const QString& criterion) const;

private:
    struct Parts;
    explicit AnswerLog(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
