// Asking the project for what a page lists.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

// Asks off the window's thread and hands over what was found; where that fails the person is told why. A
// later question of the same key replaces this one; with `receiver` the answer goes, too.
template<typename T>
void readOrNotify(const WorkspaceContext& context, QObject* receiver,
                  std::function<Result<T>(const Connection&)> question, std::function<void(T)> adopt,
                  const QString& key)
{
    context.session.read<T>(
        receiver, std::move(question),
        [notify = context.notify, adopt = std::move(adopt)](Result<T> found) {
            if (found)
                adopt(*std::move(found));
            else
                notify(noticeOf(found.error()));
        },
        key);
}

} // namespace antiphon
