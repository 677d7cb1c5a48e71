#include "app/cli/verbs.h"
#include "core/rating/anchor.h"

namespace antiphon::cli {

namespace {

Result<Answer> anchor(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<qint64>::max()));
    ANTIPHON_TRY_ASSIGN(const qint64 percent, call.arguments.integer(QStringLiteral("swap"), 50, 1, 100));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    DamageRules rules;
    rules.seed = static_cast<quint64>(seed);
    rules.swappedReplies = static_cast<double>(percent) / 100.0;
    rules.foreignTracks = !call.arguments.has(QStringLiteral("keep-tracks"));
    ANTIPHON_TRY_ASSIGN(const MadeAnchor made,
                        makeAnchor(connection, call.actor, call.arguments.value(QStringLiteral("source")),
                                   call.arguments.value(QStringLiteral("name")), rules, call.cancel,
                                   call.progress));
    return Answer{
        {{QStringLiteral("source"), made.source.name},
         {QStringLiteral("dialogues"), made.dialogues},
         {QStringLiteral("turns"), made.source.turns},
         {QStringLiteral("swapped"), made.damage.swapped},
         {QStringLiteral("replaced"), made.damage.replaced},
         {QStringLiteral("rules"), made.source.origin}},
        QStringLiteral("Made %1: %2 dialogues, %3 replies in another place, tracks replaced in %4 turns\n")
            .arg(made.source.name)
            .arg(made.dialogues)
            .arg(made.damage.swapped)
            .arg(made.damage.replaced)};
}

} // namespace

QList<Verb> studyAnchorVerbs()
{
    return {
        {{QStringLiteral("study"), QStringLiteral("anchor")},
         {},
         0,
         0,
         QStringLiteral("make a low anchor: a source whose dialogues have lost their sense"),
         QStringLiteral("antiphon-cli study anchor --source cpcd --name low --seed 1 --project p.antiphon"),
         {{QStringLiteral("source"), QStringLiteral("NAME"), QStringLiteral("whose dialogues are damaged"),
           true},
          {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("of the new source"), true},
          {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("what is damaged, is drawn by it (1)"),
           false},
          {QStringLiteral("swap"), QStringLiteral("PERCENT"),
           QStringLiteral("of the replies change places (50)"), false},
          {QStringLiteral("keep-tracks"), {}, QStringLiteral("do not replace the tracks"), false}},
         anchor}};
}

} // namespace antiphon::cli
