#include "core/base/linereader.h"
#include "core/rating/answerlog.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/studyverify.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace antiphon {

namespace {

constexpr const char* logSuffix = ".jsonl";

// Where a file's name is added to what is said of it.
struct FileCheck
{
    const Connection& connection;
    QString path;
    StudyCheck& check;

    void fault(const QString& what) const
    {
        check.faults << QStringLiteral("%1: %2").arg(QFileInfo(path).fileName(), what);
    }
    void fault(const Error& error) const
    {
        fault(error.line > 0 ? QStringLiteral("line %1: %2").arg(error.line).arg(error.detail)
                             : error.detail);
    }
};

Result<void> checkPacketFile(const FileCheck& file)
{
    auto bytes = readWholeFile(file.path);
    if (bytes && file.path.endsWith(QLatin1String(htmlPacketSuffix)))
        bytes = packetInHtml(*bytes, file.path);
    const auto packet = bytes ? packetFromBytes(*bytes, file.path) : Result<Packet>(fail(bytes.error()));
    if (!packet) {
        file.fault(packet.error());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const auto found, packetById(file.connection, packet->id));
    if (!found)
        file.fault(QStringLiteral("it belongs to no study of this project"));
    else if (found->packet.digest != packet->digest)
        file.fault(QStringLiteral("it is not the packet that was handed out"));
    return {};
}

// The lines themselves; their links need the key of the packet.
void checkAnswerLines(const FileCheck& file, const PacketRow& packet)
{
    const auto answers = readAnswers(file.path, packet.answerKey);
    if (!answers) {
        file.fault(answers.error());
        return;
    }
    const QByteArray head = packet.answersHead.toLatin1();
    if (answers->torn)
        file.fault(QStringLiteral("it ends in the middle of a line"));
    if (head.isEmpty())
        file.fault(QStringLiteral("it was not collected yet"));
    else if (!answers->chain.contains(head))
        file.fault(QStringLiteral("it does not hold the answers that were collected"));
    else if (answers->chain.constLast() != head)
        file.fault(QStringLiteral("it goes on after what was collected"));
}

Result<void> checkAnswersFile(const FileCheck& file)
{
    const auto header = answersHeader(file.path);
    if (!header) {
        file.fault(header.error());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const auto found, packetById(file.connection, header->packet));
    if (!found)
        file.fault(QStringLiteral("it belongs to no study of this project"));
    else if (found->packet.digest != header->packetDigest)
        file.fault(QStringLiteral("it answers a packet that was not handed out"));
    else
        checkAnswerLines(file, found->packet);
    return {};
}

Result<std::optional<Study>> studyOf(const Connection& connection, StudyId id)
{
    ANTIPHON_TRY_ASSIGN(const QList<Study> all, studies(connection));
    for (const Study& study : all) {
        if (study.id == id)
            return std::optional(study);
    }
    return std::optional<Study>();
}

// The study whose seal names these bytes.
Result<std::optional<Study>> studyOfKey(const Connection& connection, const QByteArray& bytes)
{
    ANTIPHON_TRY_ASSIGN(const QList<Study> all, studies(connection));
    for (const Study& study : all) {
        ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
        if (seal && seal->keyDigest == digestOf(bytes))
            return std::optional(study);
    }
    return std::optional<Study>();
}

Result<void> checkKeyFile(const FileCheck& file, const Secret& passphrase)
{
    const auto bytes = readWholeFile(file.path);
    const auto box = bytes ? checkedKeyFile(*bytes, file.path) : Result<SealedBox>(fail(bytes.error()));
    if (!box) {
        file.fault(box.error());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const auto study, studyOfKey(file.connection, *bytes));
    if (!study) {
        file.fault(QStringLiteral("it is not the key of a study of this project"));
        return {};
    }
    if (passphrase.isEmpty())
        return {};
    const auto key = keyOfFile(*bytes, file.path, passphrase);
    if (!key && key.error().code == ErrorCode::InvalidValue)
        return fail(key.error()); // another passphrase says nothing about the file
    if (!key) {
        file.fault(key.error());
        return {};
    }
    if (const auto fits = checkKey(file.connection, *study, *key); !fits)
        file.fault(fits.error());
    return {};
}

Result<void> checkLogFile(const FileCheck& file)
{
    const auto bytes = readWholeFile(file.path);
    const auto told = bytes ? logOfLines(*bytes, file.path) : Result<LogFile>(fail(bytes.error()));
    if (!told) {
        file.fault(told.error());
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const auto study, studyOf(file.connection, told->study));
    if (!study) {
        file.fault(QStringLiteral("it is the log of no study of this project"));
        return {};
    }
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(file.connection, study->id));
    for (qsizetype i = 0; i < told->entries.size(); ++i) {
        if (i >= log.size() || log[i].link != told->entries[i].link) {
            file.fault(QStringLiteral("entry %1 is not the one in the project").arg(i + 1));
            return {};
        }
    }
    return {};
}

bool isOf(const QString& path, const char* suffix)
{
    return path.endsWith(QLatin1String(suffix));
}

bool isStudyFile(const QString& path)
{
    return isOf(path, packetSuffix) || isOf(path, answersSuffix) || isOf(path, keySuffix) ||
           isOf(path, logSuffix);
}

// A folder holds other pages, too: reports.
bool isPacketPage(const QString& path)
{
    if (!isOf(path, htmlPacketSuffix))
        return false;
    const auto bytes = readWholeFile(path);
    return bytes && (isHtmlPacket(*bytes) || bytes->contains(packetSuffix + 1));
}

} // namespace

Result<StudyCheck> checkStudyFile(const Connection& connection, const QString& path, const Secret& passphrase)
{
    StudyCheck check;
    check.checked << QFileInfo(path).fileName();
    const FileCheck file{connection, path, check};
    if (isOf(path, answersSuffix))
        ANTIPHON_TRY(checkAnswersFile(file));
    else if (isOf(path, keySuffix))
        ANTIPHON_TRY(checkKeyFile(file, passphrase));
    else if (isOf(path, logSuffix))
        ANTIPHON_TRY(checkLogFile(file));
    else
        ANTIPHON_TRY(checkPacketFile(file));
    return check;
}

Result<QStringList> studyFiles(const QStringList& paths)
{
    QStringList files;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists())
            return fail(ErrorCode::NotFound, path);
        if (!info.isDir()) {
            files << path;
            continue;
        }
        QDirIterator inside(path, QDir::Files, QDirIterator::Subdirectories);
        while (inside.hasNext()) {
            const QString one = inside.next();
            if (isStudyFile(one) || isPacketPage(one))
                files << one;
        }
    }
    files.sort();
    files.removeDuplicates();
    return files;
}

} // namespace antiphon
