#include "core/generation/runoutlook.h"

#include "core/cascade/planstore.h"
#include "core/generation/dialoguescript.h"
#include "core/generation/leasestore.h"
#include "core/generation/runstore.h"
#include "core/llm/chatclient.h"
#include "core/llm/tokenestimate.h"

#include <algorithm>

namespace antiphon {

namespace {
constexpr size_t plansLookedAt = 50;
} // namespace

Result<void> lookBack(const Connection& connection, RunSetup& setup)
{
    if (setup.run.id.isNull())
        return {};
    if (setup.hasPrice) {
        ANTIPHON_TRY_ASSIGN(setup.spentBefore, spentOn(connection, setup.run.id));
    }
    ANTIPHON_TRY_ASSIGN(const auto leases, leasesOf(connection, setup.run.id));
    const auto place = [&setup](qint64 ordinal) {
        return std::lower_bound(setup.pending.begin(), setup.pending.end(), ordinal);
    };
    for (const Lease& lease : leases)
        setup.repeated += place(lease.last + 1) - place(lease.first);
    return {};
}

Result<void> refuseTooLongPrompts(const Connection& connection, const RunSetup& setup)
{
    if (!setup.model)
        return {};
    const ModelWriterParts& model = *setup.model;
    const auto tellsWindow = [](const Endpoint& endpoint) { return endpoint.contextWindow > 0; };
    if (std::none_of(model.endpoints.begin(), model.endpoints.end(), tellsWindow))
        return {};
    qint64 longest = 0;
    const size_t step = std::max<size_t>(1, setup.pending.size() / plansLookedAt);
    for (size_t i = 0; i < setup.pending.size(); i += step) {
        ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(connection, setup.run.planSet, setup.pending[i]));
        const auto asked = makeDialogueScript(model.prompt, plan, *model.tracks, *model.book)->next();
        longest = std::max(longest, asked ? estimatedTokens(asked->messages) : 0);
    }
    for (const Endpoint& endpoint : model.endpoints)
        ANTIPHON_TRY(contextFits(endpoint, longest));
    return {};
}

} // namespace antiphon
