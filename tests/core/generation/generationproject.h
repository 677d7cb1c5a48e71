// A project with a small catalogue and plan sets, ready for runs.
#pragma once

#include "core/generation/runjob.h"
#include "tests/support/temporaryproject.h"

namespace antiphon::test {

class GenerationProject : public TemporaryProject
{
public:
    GenerationProject();
    // Stores `count` random plans under a name and publishes them.
    // With `plansAGoal` neighbours share a goal track, so many at a time.
    void addPlans(const QString& name, int count, int plansAGoal = 0);
    Result<RunOutcome> perform(const RunRequest& request, const CancelToken& cancel = {},
                               const RunObserver& observe = {}) const;
    // Saves an endpoint by a recorded edit.
    Result<void> addEndpoint(const QString& name, const QString& baseUrl,
                             const QString& keyVariable = {}) const;

private:
    CatalogueId m_catalogue;
};

RunRequest templateRun(const QString& name, const QString& plans);

} // namespace antiphon::test
