#include "core/catalogue/cataloguestore.h"
#include "core/corpus/corpusstore.h"
#include "core/overview/contents.h"

namespace antiphon {

namespace {

// One value of each row that `sql` selects, made by `make`.
template<typename T, typename Make>
Result<QList<T>> listOf(const Connection& connection, std::string_view sql, Make make)
{
    QList<T> list;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(sql));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return list;
        list << make(select);
    }
}

Result<void> countCodings(const Connection& connection, Contents& contents)
{
    ANTIPHON_TRY_ASSIGN(contents.codes, connection.integer("SELECT count(*) FROM code WHERE codable = 1"));
    ANTIPHON_TRY_ASSIGN(contents.coders, connection.integer("SELECT count(*) FROM coder"));
    ANTIPHON_TRY_ASSIGN(contents.memos, connection.integer("SELECT count(*) FROM memo"));
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT count(*), coalesce(sum(n), 0) FROM (SELECT dialogue, "
                                           "count(*) AS n FROM coding GROUP BY dialogue) "
                                           "WHERE dialogue IN (SELECT id FROM ready_dialogue)"));
    ANTIPHON_TRY(select.step());
    contents.codedDialogues = select.integer(0);
    contents.codings = select.integer(1);
    return {};
}

Result<void> countCatalogues(const Connection& connection, Contents& contents)
{
    ANTIPHON_TRY_ASSIGN(const QList<Catalogue> catalogues, readyCatalogues(connection));
    for (const Catalogue& catalogue : catalogues) {
        CatalogueCount count{catalogue.name, catalogue.tracks, catalogue.values, {}};
        ANTIPHON_TRY_ASSIGN(const auto types, typesOf(connection, catalogue));
        for (const auto& [type, family] : types)
            count.types << std::pair(type, familyWord(family));
        contents.catalogues << count;
    }
    return {};
}

Result<void> countWork(const Connection& connection, Contents& contents)
{
    ANTIPHON_TRY(countCatalogues(connection, contents));
    ANTIPHON_TRY_ASSIGN(
        contents.planSets,
        listOf<PlanSetCount>(connection,
                             "SELECT name, plans, turns FROM plan_set WHERE state = 'ready' "
                             "ORDER BY created_at, id",
                             [](const Statement& row) {
                                 return PlanSetCount{row.text(0), row.integer(1), row.integer(2)};
                             }));
    ANTIPHON_TRY_ASSIGN(
        contents.runs,
        listOf<RunCount>(connection,
                         "SELECT name, state, writer, planned, "
                         "(SELECT count(dialogue) FROM run_item WHERE run = run.id), "
                         "(SELECT count(*) FROM run_item WHERE run = run.id AND dialogue IS NULL) "
                         "FROM run WHERE state <> 'removed' ORDER BY created_at, id",
                         [](const Statement& row) {
                             return RunCount{row.text(0),    row.text(1),    row.text(2),
                                             row.integer(3), row.integer(4), row.integer(5)};
                         }));
    ANTIPHON_TRY_ASSIGN(
        contents.studies,
        listOf<StudyCount>(
            connection,
            "SELECT name, state, (SELECT count(*) FROM study_item WHERE study = study.id), "
            "(SELECT count(*) FROM packet WHERE study = study.id), "
            "(SELECT count(*) FROM answer WHERE packet IN (SELECT id FROM packet "
            "WHERE study = study.id)) FROM study WHERE state <> 'removed' ORDER BY created_at, id",
            [](const Statement& row) {
                return StudyCount{row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4)};
            }));
    return {};
}

} // namespace

Result<Contents> readContents(const Connection& connection)
{
    Contents contents;
    ANTIPHON_TRY_ASSIGN(contents.sources, readySources(connection));
    for (const Source& source : std::as_const(contents.sources)) {
        contents.dialogues += source.dialogues;
        contents.turns += source.turns;
    }
    ANTIPHON_TRY(countCodings(connection, contents));
    ANTIPHON_TRY(countWork(connection, contents));
    return contents;
}

} // namespace antiphon
