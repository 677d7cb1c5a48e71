#include "app/cli/ratinganswers.h"
#include "app/cli/verbs.h"
#include "core/overview/demo.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString summaryText(const DemoSummary& summary, double seconds)
{
    const Overview& sample = summary.sample;
    return QStringLiteral("Sample: %1 dialogues, %2 turns, %3 codings; %4 tracks\n")
               .arg(sample.dialogues)
               .arg(sample.turns)
               .arg(sample.codings)
               .arg(sample.tracks) +
           QStringLiteral("Drew %1 plans, wrote %2 dialogues\n").arg(summary.plans).arg(summary.samples) +
           QStringLiteral("Rated by %1 scripted raters; these are no people's answers\n\n")
               .arg(summary.packets.size()) +
           resultsText(summary.results) +
           QStringLiteral("\nKey: %1 (passphrase of the demonstration: %2)\nLog: %3\n")
               .arg(summary.key, summary.passphrase, summary.log) +
           QStringLiteral("Report: %1\nProject: %2\nDone in %3 s\n")
               .arg(summary.report, summary.project)
               .arg(seconds, 0, 'f', 1);
}

Result<Answer> demo(const Call& call)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const DemoSummary summary, runDemo(call.arguments.value(QStringLiteral("out")),
                                                           call.actor, call.cancel, call.progress));
    const double seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return Answer{{{QStringLiteral("project"), summary.project},
                   {QStringLiteral("report"), summary.report},
                   {QStringLiteral("key"), summary.key},
                   {QStringLiteral("demo_passphrase"), summary.passphrase},
                   {QStringLiteral("log"), summary.log},
                   {QStringLiteral("packets"), QJsonArray::fromStringList(summary.packets)},
                   {QStringLiteral("dialogues"), summary.sample.dialogues},
                   {QStringLiteral("turns"), summary.sample.turns},
                   {QStringLiteral("codings"), summary.sample.codings},
                   {QStringLiteral("tracks"), summary.sample.tracks},
                   {QStringLiteral("plans"), summary.plans},
                   {QStringLiteral("samples"), summary.samples},
                   {QStringLiteral("results"), resultsJson(summary.results)},
                   {QStringLiteral("seconds"), seconds}},
                  summaryText(summary, seconds)};
}

} // namespace

QList<Verb> demoVerbs()
{
    return {{{QStringLiteral("demo")},
             {},
             0,
             0,
             QStringLiteral("the whole line from import to verdict on the sample data"),
             QStringLiteral("antiphon-cli demo --out demo"),
             {{QStringLiteral("out"), QStringLiteral("DIR"),
               QStringLiteral("the folder for project, packets and report"), true}},
             demo}};
}

} // namespace antiphon::cli
