#include "core/rating/studylogstore.h"

#include "core/base/clock.h"
#include "core/rating/tabledigests.h"

namespace antiphon {

namespace {

struct LogEnd
{
    int number = 0;
    QString link;
};

Result<LogEnd> endOf(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query,
                        connection.prepare("SELECT number, link FROM study_log_end WHERE study = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, query.bind(1, study).step());
    return found ? LogEnd{static_cast<int>(query.integer(0)), query.text(1)} : LogEnd{};
}

} // namespace

Result<QString> dataDigest(const Connection& connection, StudyId study)
{
    return digestOfRows(connection, "SELECT id, digest, answers_head FROM packet WHERE study = ?",
                        study.bytes());
}

Result<QString> answersDigest(const Connection& connection, PacketId packet)
{
    return digestOfRows(connection,
                        "SELECT public_id, criterion, part, value, given_at, active_ms, '' FROM every_answer "
                        "WHERE packet = ?1 UNION ALL SELECT public_id, kind, 0, value, given_at, 0, text "
                        "FROM answer_note WHERE packet = ?1",
                        packet.bytes());
}

Result<QString> orderDigest(const Connection& connection, PacketId packet)
{
    return digestOfRows(connection, "SELECT public_id, place FROM answer_order WHERE packet = ?",
                        packet.bytes());
}

Result<LogEntry> appendToLog(const Connection& connection, StudyId study, const Actor& actor, LogAct act,
                             const QJsonObject& facts)
{
    ANTIPHON_TRY_ASSIGN(const LogEnd end, endOf(connection, study));
    LogEntry entry;
    entry.number = end.number + 1;
    entry.at = now();
    entry.actor = actor.name;
    entry.act = act;
    entry.facts = facts;
    ANTIPHON_TRY_ASSIGN(entry.data, dataDigest(connection, study));
    entry.version = QStringLiteral(ANTIPHON_VERSION);
    chain(entry, study, end.link);
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO study_log (study, number, entry, link) VALUES (?, ?, ?, ?)"));
    ANTIPHON_TRY(insert.bind(1, study).bind(2, entry.number).bind(3, entry.text).bind(4, entry.link).run());
    ANTIPHON_TRY_ASSIGN(auto last,
                        connection.prepare("INSERT OR REPLACE INTO study_log_end (study, number, link) "
                                           "VALUES (?, ?, ?)"));
    ANTIPHON_TRY(last.bind(1, study).bind(2, entry.number).bind(3, entry.link).run());
    return entry;
}

Result<QList<LogEntry>> studyLog(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(auto query, connection.prepare("SELECT number, entry, link FROM study_log "
                                                       "WHERE study = ? ORDER BY number"));
    query.bind(1, study);
    QList<LogEntry> entries;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return entries;
        const auto number = static_cast<int>(query.integer(0));
        LogEntry entry = entryOf(query.text(1), study, number).value_or(LogEntry());
        entry.text = query.text(1);
        entry.link = query.text(2);
        entries << entry;
    }
}

Result<QStringList> faultsOfLog(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> entries, studyLog(connection, study));
    ANTIPHON_TRY_ASSIGN(const LogEnd end, endOf(connection, study));
    QStringList faults;
    if (const int broken = firstBreak(entries); broken > 0)
        faults << QStringLiteral("entry %1 of its log does not follow from the one before it").arg(broken);
    const LogEnd found =
        entries.isEmpty() ? LogEnd{} : LogEnd{static_cast<int>(entries.size()), entries.constLast().link};
    if (faults.isEmpty() && (found.number != end.number || found.link != end.link))
        faults << QStringLiteral("its log ends with entry %1 where %2 were written")
                      .arg(found.number)
                      .arg(end.number);
    return faults;
}

} // namespace antiphon
