#include "app/cli/rateverb.h"

#include "core/rating/scripted.h"

#include <cstdio>
#include <limits>

namespace antiphon::cli {

namespace {

constexpr qint64 unlimited = 1'000'000'000;

// Gives at most so many answers and says how many it gave.
using Answering = std::function<Result<qint64>(RaterPass& pass, qint64 limit)>;

Result<Answering> answeringOf(const Call& call, const Packet& packet)
{
    if (call.arguments.has(QStringLiteral("script"))) {
        ANTIPHON_TRY_ASSIGN(const AnswerScript script,
                            readScript(call.arguments.value(QStringLiteral("script")), packet));
        return Answering(
            [script](RaterPass& pass, qint64 limit) { return answerByScript(pass, script, now(), limit); });
    }
    if (!call.arguments.has(QStringLiteral("scripted")))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("it names no answers, which --script FILE or --scripted SEED does"));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("scripted"), 1, 0,
                                                                  std::numeric_limits<qint64>::max()));
    return Answering([seed](RaterPass& pass, qint64 limit) {
        return answerBySeed(pass, static_cast<quint64>(seed), now(), limit);
    });
}

// One line for a question, at once: whoever reads it knows that its answer is on disk.
void acknowledge(qsizetype item, const Question& question, int value)
{
    const QByteArray line =
        QStringLiteral("item %1, %2%3: %4\n")
            .arg(QString::number(item), question.criterion,
                 question.part == 0 ? QString() : QStringLiteral(" %1").arg(question.part),
                 QString::number(value))
            .toUtf8();
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

Result<qint64> answerEach(RaterPass& pass, const Answering& answering, qint64 limit)
{
    qint64 given = 0;
    while (!pass.isDone() && given < limit) {
        const qsizetype number = pass.itemNumber();
        const PublicItemId item = pass.item().id;
        const Question question = pass.question();
        ANTIPHON_TRY_ASSIGN(const qint64 one, answering(pass, 1));
        if (one == 0)
            break;
        acknowledge(number, question, pass.log().valueOf(item, question.criterion, question.part));
        ++given;
    }
    return given;
}

Result<Answer> rate(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Packet packet, readPacket(call.arguments.positional.first()));
    const QString path = call.arguments.value(QStringLiteral("answers"));
    const bool each = call.arguments.has(QStringLiteral("each"));
    if (each && call.arguments.has(QStringLiteral("json")))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--each"),
                    QStringLiteral("its lines are no part of one JSON document; leave --json out"));
    ANTIPHON_TRY_ASSIGN(const qint64 limit,
                        call.arguments.integer(QStringLiteral("limit"), unlimited, 1, unlimited));
    ANTIPHON_TRY_ASSIGN(AnswerLog log, AnswerLog::open(packet, path));
    RaterPass pass(packet, std::move(log));
    ANTIPHON_TRY_ASSIGN(const Answering answering, answeringOf(call, packet));
    ANTIPHON_TRY_ASSIGN(const qint64 given,
                        each ? answerEach(pass, answering, limit) : answering(pass, limit));
    return Answer{
        {{QStringLiteral("rater"), packet.rater},
         {QStringLiteral("answers"), given},
         {QStringLiteral("missing"), static_cast<qint64>(pass.missing())},
         {QStringLiteral("items"), static_cast<qint64>(pass.itemCount())},
         {QStringLiteral("out"), path}},
        QStringLiteral("%1 answers written to %2, %3 missing").arg(given).arg(path).arg(pass.missing())};
}

} // namespace

Verb rateVerb()
{
    return {
        {QStringLiteral("rate")},
        QStringLiteral("PACKET"),
        1,
        1,
        QStringLiteral("answer a packet without a person"),
        QStringLiteral("antiphon-cli rate packets/rater-1.antiphon-packet --answers "
                       "rater-1.antiphon-answers --scripted 7"),
        {{QStringLiteral("answers"), QStringLiteral("FILE"),
          QStringLiteral("the answers file to write or go on with"), true},
         {QStringLiteral("script"), QStringLiteral("FILE"),
          QStringLiteral("values in the order shown: JSON lists or CSV"), false},
         {QStringLiteral("scripted"), QStringLiteral("SEED"), QStringLiteral("values drawn by SEED"), false},
         {QStringLiteral("each"), {}, QStringLiteral("say each answer as soon as it is on disk"), false},
         {QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("stop after N answers"), false}},
        rate};
}

} // namespace antiphon::cli
