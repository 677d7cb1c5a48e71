#include "tests/core/generation/generationproject.h"

#include "core/cascade/planstore.h"
#include "core/catalogue/cataloguestore.h"
#include "core/generation/endpointstore.h"
#include "core/storage/edithistory.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"

namespace antiphon::test {

namespace {

const Actor tester{QStringLiteral("tester")};

Result<CatalogueId> addCatalogue(const Connection& connection)
{
    Catalogue catalogue;
    catalogue.name = QStringLiteral("songs");
    ANTIPHON_TRY_ASSIGN(auto writer, CatalogueWriter::begin(connection, catalogue));
    for (const SourceTrack& track : someTracks()) {
        const std::string id = track.externalId.toStdString();
        const std::string title = track.title.toStdString();
        const std::string artist = track.artist.toStdString();
        ANTIPHON_TRY(writer.add({id, title, artist, "", "{\"genre\": [\"rock\"]}"}));
    }
    ANTIPHON_TRY_ASSIGN(catalogue, writer.finish(1));
    ANTIPHON_TRY(EditHistory(connection).record(tester, QStringLiteral("Import songs"), [&] {
        return setCatalogueState(connection, catalogue.id, CatalogueState::Ready);
    }));
    return catalogue.id;
}

} // namespace

GenerationProject::GenerationProject()
{
    const auto id = addCatalogue(connection());
    EXPECT_TRUE(id.has_value());
    m_catalogue = id.value_or(CatalogueId());
}

void GenerationProject::addPlans(const QString& name, int count, int plansAGoal)
{
    PlanSet set;
    set.name = name;
    set.catalogue = m_catalogue;
    set.recipe = "{}";
    auto writer = PlanWriter::begin(connection(), set);
    ASSERT_OK(writer);
    std::vector<EncodedPlan> plans;
    for (int i = 0; i < count; ++i) {
        Plan plan = randomPlan(i, 5);
        if (plansAGoal > 0)
            plan.goal = {static_cast<quint32>(i / plansAGoal)};
        plans.push_back({encodePlan(plan), static_cast<int>(plan.turns.size())});
    }
    ASSERT_OK(writer->write(0, plans));
    const auto finished = writer->finish();
    ASSERT_OK(finished);
    ASSERT_OK(EditHistory(connection()).record(tester, QStringLiteral("Draw plans"), [&] {
        return setPlanSetState(connection(), finished->id, PlanSetState::Ready);
    }));
}

Result<RunOutcome> GenerationProject::perform(const RunRequest& request, const CancelToken& cancel,
                                              const RunObserver& observe) const
{
    return performRun(path(), request, tester, cancel, {}, observe);
}

Result<void> GenerationProject::addEndpoint(const QString& name, const QString& baseUrl,
                                            const QString& keyVariable) const
{
    Endpoint endpoint;
    endpoint.name = name;
    endpoint.baseUrl = baseUrl;
    endpoint.model = QStringLiteral("asked-model");
    endpoint.keyVariable = keyVariable;
    endpoint.concurrency = 3;
    return EditHistory(connection()).record(tester, QStringLiteral("Add endpoint"), [&] {
        return saveEndpoint(connection(), endpoint);
    });
}

RunRequest templateRun(const QString& name, const QString& plans)
{
    RunRequest request;
    request.name = name;
    request.planSet = plans;
    return request;
}

} // namespace antiphon::test
