#include "core/coding/frequencystore.h"

#include "core/coding/codestore.h"

#include <tuple>

namespace antiphon {

namespace {

// What a group is counted by: coder, role (-1: all), position (-1: all).
using Group = std::tuple<CoderId, int, int>;

std::string groupColumns(FrequencyBy by)
{
    const std::string role = by == FrequencyBy::Coder ? "-1" : "role";
    const std::string position = by == FrequencyBy::Position ? "position" : "-1";
    return "coder, " + role + ", " + position + ", sum(turns)";
}

Group groupOf(const Statement& row)
{
    return {row.id<CoderId>(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
}

// The coder and the source asked for, as ?1 and ?2; never a removed source.
constexpr char asked[] =
    " WHERE (?1 IS NULL OR coder = ?1) AND source IN (SELECT id FROM source WHERE state = "
    "'ready' AND (?2 IS NULL OR id = ?2))";

Result<std::map<Group, qint64>> countGroups(const Connection& connection, const FrequencyQuery& query,
                                            const std::string& sql)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql));
    select.bind(1, query.coder).bind(2, query.source);
    std::map<Group, qint64> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return counts;
        counts[groupOf(select)] = select.integer(3);
    }
}

Result<QHash<CoderId, QString>> coderNames(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name FROM coder"));
    QHash<CoderId, QString> names;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return names;
        names.insert(select.id<CoderId>(0), select.text(1));
    }
}

} // namespace

Result<QList<FrequencyRow>> readFrequencies(const Connection& connection, const FrequencyQuery& query)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const auto names, coderNames(connection));
    const std::string counts = "SELECT " + groupColumns(query.by);
    const std::string coded = counts + ", code FROM coded_turn_count" + asked;
    ANTIPHON_TRY_ASSIGN(const auto any,
                        countGroups(connection, query, coded + " AND code = x'' GROUP BY 1, 2, 3"));
    ANTIPHON_TRY_ASSIGN(
        auto all,
        countGroups(connection, query, counts + " FROM touched_turn_count" + asked + " GROUP BY 1, 2, 3"));
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(coded + " AND code <> x'' GROUP BY 1, 2, 3, code"));
    select.bind(1, query.coder).bind(2, query.source);
    QHash<CodeId, Code> codeById;
    for (const Code& code : codes)
        codeById.insert(code.id, code);
    QList<FrequencyRow> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        const Group group = groupOf(select);
        const auto [coder, role, position] = group;
        FrequencyRow row;
        row.coder = names.value(coder);
        if (role >= 0)
            row.role = role == 0 ? Role::User : Role::System;
        if (position >= 0)
            row.position = position;
        row.code = codeById.value(select.id<CodeId>(4));
        row.turns = select.integer(3);
        row.n = any.at(group);
        row.missing = all[group] - row.n;
        rows << row;
    }
    return completeFrequencies(std::move(rows), query.by, codes);
}

} // namespace antiphon
