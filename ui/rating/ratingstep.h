// How the view of the station runs a step of a study; for its own sources only.
#pragma once

#include "core/storage/project.h"
#include "ui/rating/ratingview.h"

namespace antiphon {

template<typename T>
void RatingView::runStep(const QString& title,
                         std::function<Result<T>(const Connection&, const JobContext&)> step,
                         std::function<void(const T&)> done)
{
    m_context.jobs.start<T>(
        title, this,
        [path = m_context.session.path(), step = std::move(step)](const JobContext& job) -> Result<T> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return step(connection, job);
        },
        [this, done = std::move(done)](Result<T> result) {
            if (result)
                done(*result);
            else
                m_context.notify(noticeOf(result.error()));
            m_context.session.noteChange();
        });
}

} // namespace antiphon
