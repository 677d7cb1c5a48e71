// How the station runs a step of a study; for its own sources only.
#pragma once

#include "core/storage/project.h"
#include "ui/rating/ratingview.h"

namespace antiphon {

// Runs `step` in a job with a connection of its own. What fails goes to `failed`, without it to the window;
// a step that changes the project tells it so, after `done`.
template<typename T>
void runStudyStep(const WorkspaceContext& context, QObject* owner, const QString& title,
                  std::function<Result<T>(const Connection&, const JobContext&)> step,
                  std::function<void(const T&)> done, std::function<void(const Error&)> failed = {},
                  StepEffect effect = StepEffect::Changes)
{
    context.jobs.start<T>(
        title, owner,
        [path = context.session.path(), step = std::move(step)](const JobContext& job) -> Result<T> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return step(connection, job);
        },
        [context, done = std::move(done), failed = std::move(failed), effect](Result<T> result) {
            if (!result && failed) {
                failed(result.error());
                return;
            }
            if (result)
                done(*result);
            else
                context.notify(noticeOf(result.error()));
            if (effect == StepEffect::Changes)
                context.session.noteChange();
        });
}

template<typename T>
void RatingView::runStep(const QString& title,
                         std::function<Result<T>(const Connection&, const JobContext&)> step,
                         std::function<void(const T&)> done, StepEffect effect)
{
    runStudyStep<T>(m_context, this, title, std::move(step), std::move(done), {}, effect);
}

} // namespace antiphon
