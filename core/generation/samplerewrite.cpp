#include "core/generation/samplerewrite.h"

#include "core/base/random.h"
#include "core/generation/runline.h"
#include "core/generation/runstore.h"
#include "core/generation/samplereading.h"
#include "core/generation/samplerewritestore.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

const QString attemptsKey = QStringLiteral("attempts_kept");
const QString kindKey = QStringLiteral("kind");
const QString rewrittenKind = QStringLiteral("rewritten");

QStringList textsOf(const Dialogue& dialogue)
{
    QStringList texts;
    for (const Turn& turn : dialogue.turns)
        texts << turn.text;
    return texts;
}

// Earlier attempts, and the present text as one more.
QJsonArray attemptsWith(const Sample& sample)
{
    QJsonObject now = QJsonDocument::fromJson(sample.item.provenance).object();
    QJsonArray attempts = now.take(attemptsKey).toArray();
    now.insert(kindKey, rewrittenKind);
    now.insert(QStringLiteral("texts"), QJsonArray::fromStringList(textsOf(sample.dialogue)));
    attempts << now;
    return attempts;
}

// The n-th rewriting of a plan has a seed of its own, below 2^53 as every seed that is told in JSON.
quint64 nextSeed(const Run& run, const Sample& sample, const QJsonArray& attempts)
{
    const auto earlier = std::count_if(attempts.begin(), attempts.end(), [](const QJsonValue& attempt) {
        return attempt[kindKey].toString() == rewrittenKind;
    });
    const auto seed = static_cast<quint64>(run.parameters.value(QStringLiteral("seed")).toInteger());
    Random random = Random::forKey(seed, static_cast<quint64>(sample.item.planOrdinal));
    quint64 drawn = 0;
    for (qsizetype i = 0; i < earlier; ++i)
        drawn = random.next() >> 11;
    return drawn;
}

Result<Sample> sampleToWrite(const Connection& connection, const Run& run, qint64 planOrdinal)
{
    const QString subject = QStringLiteral("writing sample %1 again").arg(planOrdinal);
    ANTIPHON_TRY_ASSIGN(const Sample sample, readSample(connection, run, planOrdinal));
    if (sample.item.dialogue.isNull())
        return fail(ErrorCode::NotPossible, subject,
                    QStringLiteral("the plan has no sample yet; resuming the run writes it"));
    ANTIPHON_TRY_ASSIGN(const QString reason, reasonToStay(connection, sample.item.dialogue));
    if (!reason.isEmpty())
        return fail(ErrorCode::NotPossible, subject, reason + QStringLiteral(", so its words stay"));
    return sample;
}

Result<LineItem> writeOne(const QString& projectPath, const RunSetup& setup, const CancelToken& cancel)
{
    const std::unique_ptr<RunLine> line = makeRunLine(projectPath, setup);
    std::optional<LineItem> made;
    while (!line->isOver()) {
        std::vector<LineItem> items = line->take(20);
        if (!items.empty())
            made = std::move(items.front());
        if (cancel.isCancelled())
            line->stop();
    }
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the rewriting"));
    if (const auto failure = line->failure())
        return fail(*failure);
    if (!made)
        return fail(ErrorCode::NotPossible, QStringLiteral("the rewriting"), line->note());
    return made->written.end == Written::End::Sample ? Result<LineItem>(std::move(*made))
                                                     : fail(made->written.error);
}

QByteArray provenanceOf(const RunSetup& setup, const LineItem& item, const QJsonArray& attempts)
{
    QJsonObject json = setup.common;
    json.insert(QStringLiteral("plan"), item.ordinal);
    json.insert(QStringLiteral("at"), now());
    for (auto it = item.written.provenance.constBegin(); it != item.written.provenance.constEnd(); ++it)
        json.insert(it.key(), it.value());
    QJsonArray all = attempts;
    const QJsonArray own = json.value(attemptsKey).toArray();
    for (const QJsonValue& attempt : own)
        all << attempt;
    json.insert(attemptsKey, all);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

Result<void> rewriteSample(const QString& projectPath, const QString& name, qint64 planOrdinal,
                           const Actor& actor, const CancelToken& cancel, std::shared_ptr<KeyRing> keyRing)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(projectPath));
    ANTIPHON_TRY_ASSIGN(const BulkLock lock, lockForRun(connection, false, 0, cancel));
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, name));
    if (!run)
        return fail(ErrorCode::NotFound, QStringLiteral("the run \"%1\"").arg(name));
    ANTIPHON_TRY_ASSIGN(const Sample sample, sampleToWrite(connection, *run, planOrdinal));
    const QJsonArray attempts = attemptsWith(sample);
    RunRequest request;
    request.start = RunStart::Append;
    request.name = name;
    request.rewriteSeed = nextSeed(*run, sample, attempts);
    request.keyRing = std::move(keyRing);
    ANTIPHON_TRY_ASSIGN(RunSetup setup, setUpRun(connection, request, cancel));
    setup.pending = {planOrdinal};
    setup.pilot = 0;
    setup.writers = 1;
    Result<LineItem> made = writeOne(projectPath, setup, cancel);
    ANTIPHON_TRY(clearLeases(connection, run->id));
    if (!made)
        return fail(made.error());
    const RewrittenSample rewritten{run->id,
                                    planOrdinal,
                                    sample.item.dialogue,
                                    made->written.texts,
                                    provenanceOf(setup, *made, attempts),
                                    actor.name};
    const QString label =
        QStringLiteral("Write sample %1 of %2 again").arg(QString::number(planOrdinal), name);
    return EditHistory(connection).record(actor, label, [&] { return keepRewrite(connection, rewritten); });
}

} // namespace antiphon
