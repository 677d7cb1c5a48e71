#include "tests/core/generation/batchroundtrip.h"

#include "core/base/random.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/batchprovider.h"
#include "tests/support/resultassertions.h"

#include <set>

namespace antiphon::test {

namespace {

struct Losses
{
    std::set<qint64> missing;
    std::set<qint64> failed;
};

// Output lines dealt to three files in a drawn order; the failed ones partly there, partly in the error file.
QStringList answerAll(const GenerationProject& project, const std::vector<BatchLine>& requests,
                      const Losses& losses)
{
    std::vector<size_t> order(requests.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    Random random(7);
    random.shuffle(order);
    const QStringList paths{
        project.filePath(QStringLiteral("out2.jsonl")), project.filePath(QStringLiteral("out1.jsonl.gz")),
        project.filePath(QStringLiteral("out3.jsonl.zst")), project.filePath(QStringLiteral("errors.jsonl"))};
    std::array<QList<QByteArray>, 4> lines;
    for (size_t place = 0; place < order.size(); ++place) {
        const BatchLine& request = requests[order[place]];
        const qint64 plan = request.plan();
        if (losses.missing.contains(plan))
            continue;
        if (!losses.failed.contains(plan))
            lines[place % 3] << answeredLine(request, obedientContent(request.body));
        else if (plan % 2 == 0)
            lines[place % 3] << refusedLine(request, 500, "overloaded");
        else
            lines[3] << expiredLine(request);
    }
    for (qsizetype i = 0; i < paths.size(); ++i)
        writeLines(paths[i], lines[static_cast<size_t>(i)]);
    return paths;
}

Losses drawLosses(int items)
{
    Losses losses;
    Random random(11);
    const auto one = static_cast<quint64>(items / 100);
    std::vector<quint64> drawn = random.sample(static_cast<quint64>(items), 2 * one);
    for (size_t i = 0; i < drawn.size(); ++i)
        (i < one ? losses.missing : losses.failed).insert(static_cast<qint64>(drawn[i]));
    return losses;
}

std::set<qint64> plansOf(const std::vector<BatchLine>& requests)
{
    std::set<qint64> plans;
    for (const BatchLine& request : requests)
        plans.insert(request.plan());
    return plans;
}

} // namespace

BatchExportRequest batchRequest(const QString& folder)
{
    BatchExportRequest request;
    request.folder = folder;
    request.run.name = QStringLiteral("r");
    request.run.planSet = QStringLiteral("p");
    request.run.writer = QStringLiteral("local");
    return request;
}

void goRound(GenerationProject& project, int items)
{
    const Losses losses = drawLosses(items);
    BatchExportRequest request = batchRequest(project.filePath(QStringLiteral("first")));
    request.maximumLines = (items + 2) / 3;
    const auto out = exportBatch(project.path(), request, batchActor, {});
    ASSERT_OK(out);
    EXPECT_EQ(out->requests, items);
    EXPECT_EQ(out->parts.size(), 3);
    {
        const std::vector<BatchLine> requests = batchRequests(request.folder);
        EXPECT_EQ(plansOf(requests).size(), static_cast<size_t>(items));
        const QStringList files = answerAll(project, requests, losses);
        const auto in = importBatch(project.path(), {files}, batchActor, {});
        ASSERT_OK(in);
        const auto lost = static_cast<qint64>(losses.missing.size() + losses.failed.size());
        EXPECT_EQ(in->samples, items - lost);
        EXPECT_EQ(in->failed, static_cast<qint64>(losses.failed.size()));
        EXPECT_EQ(in->missing, static_cast<qint64>(losses.missing.size()));
        EXPECT_EQ(in->setAside, 0);
        EXPECT_EQ(in->rejected, 0);
        EXPECT_EQ(in->changed, 0);
        std::printf("%d requests out in %.1f s, back in %.1f s\n", items, out->seconds, in->seconds);
    }
    request.folder = project.filePath(QStringLiteral("second"));
    const auto again = exportBatch(project.path(), request, batchActor, {});
    ASSERT_OK(again);
    std::set<qint64> expected = losses.missing;
    expected.insert(losses.failed.begin(), losses.failed.end());
    const std::vector<BatchLine> left = batchRequests(request.folder);
    EXPECT_EQ(plansOf(left), expected);
    QList<QByteArray> lines;
    for (const BatchLine& line : left)
        lines << answeredLine(line, obedientContent(line.body));
    const QString rest = project.filePath(QStringLiteral("rest.jsonl"));
    writeLines(rest, lines);
    ASSERT_OK(importBatch(project.path(), {{rest}}, batchActor, {}));
    const auto run = runByName(project.connection(), QStringLiteral("r"));
    ASSERT_OK(run);
    EXPECT_EQ((*run)->samples, items);
    EXPECT_EQ((*run)->setAside, 0);
    EXPECT_EQ((*run)->state, RunState::Ready);
}

} // namespace antiphon::test
