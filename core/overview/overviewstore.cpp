#include "core/overview/overviewstore.h"

namespace antiphon {

Result<Overview> readOverview(const Connection& connection)
{
    Overview o;
    struct Line
    {
        std::string_view sql;
        std::vector<qint64*> targets;
    };
    const std::vector<Line> lines{
        {"SELECT count(*), coalesce(sum(dialogues), 0), coalesce(sum(turns), 0) FROM source "
         "WHERE state = 'ready' AND kind = 'corpus'",
         {&o.corpora, &o.dialogues, &o.turns}},
        {"SELECT count(*) FROM code WHERE codable = 1", {&o.codes}},
        {"SELECT count(*), count(DISTINCT turn), count(DISTINCT coder) FROM coding "
         "WHERE dialogue IN (SELECT id FROM ready_dialogue)",
         {&o.codings, &o.codedTurns, &o.coders}},
        {"SELECT count(*), coalesce(sum(tracks), 0) FROM catalogue WHERE state = 'ready'",
         {&o.catalogues, &o.tracks}},
        {"SELECT count(*), coalesce(sum(plans), 0) FROM plan_set WHERE state = 'ready'",
         {&o.planSets, &o.plans}},
        {"SELECT count(*), coalesce(sum(dialogues), 0) FROM source WHERE state = 'ready' AND kind = 'run'",
         {&o.runs, &o.samples}},
        {"SELECT count(*) FROM study WHERE state <> 'removed'", {&o.studies}},
        {"SELECT count(*) FROM packet JOIN study ON study.id = packet.study WHERE study.state <> 'removed'",
         {&o.packets}},
        {"SELECT count(*), count(DISTINCT packet) FROM answer WHERE packet IN "
         "(SELECT packet.id FROM packet JOIN study ON study.id = packet.study WHERE study.state <> "
         "'removed')",
         {&o.answers, &o.answeredPackets}},
    };
    for (const Line& line : lines) {
        ANTIPHON_TRY_ASSIGN(Statement statement, connection.prepare(line.sql));
        ANTIPHON_TRY(statement.step());
        for (std::size_t i = 0; i < line.targets.size(); ++i)
            *line.targets[i] = statement.integer(static_cast<int>(i));
    }
    return o;
}

} // namespace antiphon
