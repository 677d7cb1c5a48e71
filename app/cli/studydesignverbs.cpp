// A study's design: the proof of its balance, and raters who give up.
#include "app/cli/ratinganswers.h"
#include "app/cli/studykey.h"
#include "app/cli/verbs.h"
#include "core/rating/designproof.h"
#include "core/rating/studydesign.h"

namespace antiphon::cli {

namespace {

Result<Answer> drop(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study,
                        studyByName(connection, call.arguments.value(QStringLiteral("study"))));
    ANTIPHON_TRY_ASSIGN(const DroppedRater dropped,
                        dropRater(connection, call.actor, study, call.arguments.positional.constFirst(),
                                  call.arguments.value(QStringLiteral("reason"))));
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("rater"), dropped.rater},
                   {QStringLiteral("items"), dropped.answeredItems},
                   {QStringLiteral("open"), dropped.openItems}},
                  QStringLiteral("Dropped %1: %2 dialogues rated, %3 open ones go to the next late rater\n")
                      .arg(dropped.rater)
                      .arg(dropped.answeredItems)
                      .arg(dropped.openItems)};
}

Result<Answer> proof(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study,
                        studyByName(connection, call.arguments.value(QStringLiteral("study"))));
    ANTIPHON_TRY_ASSIGN(const DesignProof found, designProof(connection, study));
    QJsonObject json = proofJson(found);
    json[QStringLiteral("study")] = study.definition.name;
    if (call.arguments.has(QStringLiteral("csv")))
        return Answer{json, QString::fromUtf8(proofCsv(found))};
    QString text = proofSentence(found) + QLatin1Char('\n');
    const QList<FigureTable> tables = proofTables(found);
    for (const FigureTable& table : tables)
        text += alignedTable(table);
    return Answer{json, text};
}

} // namespace

QList<Verb> studyDesignVerbs()
{
    return {
        {{QStringLiteral("study"), QStringLiteral("drop")},
         QStringLiteral("RATER"),
         1,
         1,
         QStringLiteral("note that a rater gave up, so that late raters get what is open"),
         QStringLiteral("antiphon-cli study drop rater-2 --reason 'left the team' --project p.antiphon"),
         {studyNameOption(),
          {QStringLiteral("reason"), QStringLiteral("TEXT"), QStringLiteral("why, for the record"), true}},
         drop},
        {{QStringLiteral("study"), QStringLiteral("proof")},
         {},
         0,
         0,
         QStringLiteral("count that positions, raters, neighbours and criteria are balanced"),
         QStringLiteral("antiphon-cli study proof --project p.antiphon"),
         {studyNameOption(),
          {QStringLiteral("csv"), {}, QStringLiteral("the counts as CSV, one a row"), false}},
         proof}};
}

} // namespace antiphon::cli
