#include "core/rating/packet.h"
#include "core/rating/studystore.h"
#include "core/rating/tabledigests.h"
#include "core/sealing/sealedbox.h"
#include "core/storage/value.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr qsizetype saltSize = 32;

QString saltField()
{
    return QStringLiteral("salt");
}

QString saltedField()
{
    return QStringLiteral("salted");
}

struct TableQuery
{
    const char* table;
    const char* sql;
    const char* clause; // of what it means that it differs
};

// Whether the key is open is told by the log itself, and is taken back when opening is undone.
constexpr TableQuery studyQueries[] = {
    {"study",
     "SELECT id, name, definition, json_remove(frozen, '$.unblinded'), state, created_at, frozen_at, digest "
     "FROM study WHERE id = ?",
     "its name, definition, facts or dates were changed"},
    {"study_source", "SELECT study, source, letter FROM study_source WHERE study = ?",
     "its conditions or their letters were changed"},
    {"study_item", "SELECT id, study, source, dialogue, kind FROM study_item WHERE study = ?",
     "its items were changed"},
    {"study_item_dialogue",
     "SELECT m.item, m.place, m.source, m.dialogue FROM study_item_dialogue m JOIN study_item i "
     "ON i.id = m.item WHERE i.study = ?",
     "the dialogues of its pairs or best-worsts were changed"},
    {"study_role",
     "SELECT r.item, r.role, r.expected, r.why, r.place, r.tolerance, r.reasons, r.feedback FROM study_role "
     "r JOIN study_item i "
     "ON i.id = r.item "
     "WHERE i.study = ?",
     "its attention checks, gold or training dialogues were changed"},
    {"item_limit",
     "SELECT l.item, l.tracks FROM item_limit l JOIN study_item i ON i.id = l.item WHERE i.study = ?",
     "how many tracks its items show was changed"},
    {"study_seal",
     "SELECT study, at, actor, commitment, key_digest, blind_digest, audit, opened_at FROM study_seal "
     "WHERE study = ?",
     "the seal of its key was changed"},
    {"unblinding", "SELECT study, at, actor, reason FROM unblinding WHERE study = ?",
     "who opened its key, when or why was changed"}};

constexpr TableQuery packetQueries[] = {
    {"packet",
     "SELECT id, study, rater, digest, created_at, answer_key, criterion_order, questions FROM packet "
     "WHERE id = ?",
     "the packet of %1 was changed"},
    {"packet_item",
     "SELECT packet, public_id, item, position, sides, turns FROM packet_item WHERE packet = ?",
     "items, order, sides or turns of the packet of %1 were changed"},
    {"packet_design", "SELECT packet, place, criteria, late FROM packet_design WHERE packet = ?",
     "the design of the packet of %1 was changed"}};

// What a log told last of one table.
struct ToldTable
{
    QString digest;
    bool salted = false;
};

QString tablesField()
{
    return QStringLiteral("tables");
}

QString packetKey(const TableQuery& query, PacketId packet)
{
    return QLatin1String(query.table) + QLatin1Char(' ') + packet.toText();
}

QHash<QString, ToldTable> toldTables(const QList<LogEntry>& log)
{
    QHash<QString, ToldTable> told;
    for (const LogEntry& entry : log) {
        const QJsonObject tables = entry.facts[tablesField()].toObject();
        for (auto table = tables.begin(); table != tables.end(); ++table)
            told.insert(table.key(), {table.value().toString(), entry.facts[saltedField()].toBool()});
    }
    return told;
}

void note(QJsonObject& facts, const QString& key, const QString& digest, const Study& study)
{
    QJsonObject tables = facts[tablesField()].toObject();
    tables[key] = digest;
    facts[tablesField()] = tables;
    facts[saltedField()] = !tableSalt(study).isEmpty();
}

Result<bool> holds(const Connection& connection, const Study& study, const TableQuery& query,
                   const IdBytes& id, const ToldTable& told)
{
    ANTIPHON_TRY_ASSIGN(const QString digest,
                        digestOfRows(connection, query.sql, id, told.salted ? tableSalt(study) : QString()));
    return digest == told.digest;
}

} // namespace

QStringList studyTables()
{
    QStringList tables;
    for (const TableQuery& query : studyQueries)
        tables << QLatin1String(query.table);
    return tables;
}

QStringList keyTables()
{
    return studyTables().mid(0, 6);
}

QString drawTableSalt()
{
    return QString::fromLatin1(secretBytes(saltSize).toHex());
}

QString tableSalt(const Study& study)
{
    return study.frozen[saltField()].toString();
}

Result<void> addTables(QJsonObject& facts, const Connection& connection, const Study& study,
                       const QStringList& tables)
{
    for (const TableQuery& query : studyQueries) {
        if (!tables.contains(QLatin1String(query.table)))
            continue;
        ANTIPHON_TRY_ASSIGN(const QString digest,
                            digestOfRows(connection, query.sql, study.id.bytes(), tableSalt(study)));
        note(facts, QLatin1String(query.table), digest, study);
    }
    return {};
}

Result<void> addPacketTables(QJsonObject& facts, const Connection& connection, const Study& study,
                             PacketId packet)
{
    for (const TableQuery& query : packetQueries) {
        ANTIPHON_TRY_ASSIGN(const QString digest,
                            digestOfRows(connection, query.sql, packet.bytes(), tableSalt(study)));
        note(facts, packetKey(query, packet), digest, study);
    }
    return {};
}

Result<QStringList> changedTables(const Connection& connection, const Study& study,
                                  const QList<LogEntry>& log)
{
    const QHash<QString, ToldTable> told = toldTables(log);
    QStringList changed;
    for (const TableQuery& query : studyQueries) {
        const auto own = told.constFind(QLatin1String(query.table));
        if (own == told.cend())
            continue;
        ANTIPHON_TRY_ASSIGN(const bool same, holds(connection, study, query, study.id.bytes(), *own));
        if (!same)
            changed << QLatin1String(query.clause);
    }
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study.id));
    for (const PacketRow& packet : made) {
        for (const TableQuery& query : packetQueries) {
            const auto own = told.constFind(packetKey(query, packet.id));
            if (own == told.cend())
                continue;
            ANTIPHON_TRY_ASSIGN(const bool same, holds(connection, study, query, packet.id.bytes(), *own));
            if (!same)
                changed << QString::fromLatin1(query.clause).arg(packet.rater);
        }
    }
    return changed;
}

Result<QString> digestOfRows(const Connection& connection, const QByteArray& sql, const IdBytes& id,
                             const QString& salt)
{
    const QByteArray key(reinterpret_cast<const char*>(id.data()), static_cast<qsizetype>(id.size()));
    ANTIPHON_TRY_ASSIGN(auto query, RowStatement::prepare(connection, sql));
    ANTIPHON_TRY_ASSIGN(const std::vector<Row> rows, query.all({Value(key)}));
    QStringList texts;
    texts.reserve(static_cast<qsizetype>(rows.size()));
    for (const Row& row : rows)
        texts << rowText(row);
    texts.sort();
    return digestOf((salt + texts.join(QLatin1Char('\n'))).toUtf8());
}

} // namespace antiphon
