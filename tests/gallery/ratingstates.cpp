// The rating station in its states.
#include "tests/gallery/gallery.h"

namespace antiphon::gallery {

namespace {

State at(const QString& name, const QString& target)
{
    return {name, Project::Demo, {}, [target](Stage& stage) { stage.go(QStringLiteral("rate"), target); }};
}

} // namespace

QList<State> ratingStates()
{
    return {at(QStringLiteral("rate-studies"), QStringLiteral("studies")),
            at(QStringLiteral("rate-new"), QStringLiteral("new")),
            at(QStringLiteral("rate-collect"), QStringLiteral("collect")),
            at(QStringLiteral("rate-results"), QStringLiteral("results"))};
}

} // namespace antiphon::gallery
