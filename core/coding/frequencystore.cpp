#include "core/coding/frequencystore.h"

#include "core/coding/codestore.h"

#include <tuple>

namespace antiphon {

namespace {

// What a group is counted by: coder, role (-1: all), position (-1: all).
using Group = std::tuple<CoderId, int, int>;

std::string groupColumns(FrequencyBy by, const char* coder)
{
    const std::string role = by == FrequencyBy::Coder ? "-1" : "turn.role";
    const std::string position = by == FrequencyBy::Position ? "turn.position" : "-1";
    return std::string(coder) + ", " + role + ", " + position;
}

Group groupOf(const Statement& row)
{
    return {row.id<CoderId>(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2))};
}

constexpr char fromCodings[] =
    " FROM coding JOIN turn ON turn.id = coding.turn JOIN ready_dialogue AS dialogue ON dialogue.id = "
    "turn.dialogue WHERE coding.exchange = 0 AND (?1 IS NULL OR coding.coder = ?1) AND (?2 IS NULL OR "
    "dialogue.source = ?2)";
constexpr char fromTouchedDialogues[] =
    " FROM (SELECT DISTINCT coder, dialogue FROM coding WHERE turn IS NOT NULL AND exchange = 0) AS touched "
    "JOIN ready_dialogue AS dialogue ON dialogue.id = touched.dialogue JOIN turn ON turn.dialogue = "
    "dialogue.id WHERE (?1 IS NULL OR touched.coder = ?1) AND (?2 IS NULL OR dialogue.source = ?2)";

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
    const std::string columns = groupColumns(query.by, "coding.coder");
    ANTIPHON_TRY_ASSIGN(const auto coded, countGroups(connection, query,
                                                      "SELECT " + columns + ", count(DISTINCT coding.turn)" +
                                                          fromCodings + " GROUP BY 1, 2, 3"));
    ANTIPHON_TRY_ASSIGN(auto all, countGroups(connection, query,
                                              "SELECT " + groupColumns(query.by, "touched.coder") +
                                                  ", count(*)" + fromTouchedDialogues + " GROUP BY 1, 2, 3"));
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + columns +
                                                        ", count(DISTINCT coding.turn), coding.code" +
                                                        fromCodings + " GROUP BY 1, 2, 3, 5"));
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
        row.n = coded.at(group);
        row.missing = all[group] - row.n;
        rows << row;
    }
    return completeFrequencies(std::move(rows), query.by, codes);
}

} // namespace antiphon
