// Named cascades in the project file. The only place with SQL about them. Whatever changes something is
// called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/base/result.h"
#include "core/cascade/filter.h"
#include "core/storage/connection.h"

namespace antiphon {

using CascadeId = Id<struct CascadeTag>;

struct Cascade
{
    CascadeId id;
    QString name;
    CatalogueId catalogue; // that its values are of
    FilterState state;
    TimePoint createdAt = 0;
    TimePoint changedAt = 0;
};

// Keeps the state under the name: a new cascade, or the one of that name with this state. The name is
// trimmed. Errors: InvalidValue for an empty name.
Result<CascadeId> saveCascade(const Connection& connection, const QString& name, CatalogueId catalogue,
                              const FilterState& state);
// Errors: NotFound; InvalidValue for an empty name; AlreadyExists for one that another has.
Result<void> renameCascade(const Connection& connection, CascadeId cascade, const QString& name);
// Nothing where it is gone.
Result<void> removeCascade(const Connection& connection, CascadeId cascade);

// In the order of their names. Errors: WrongFormat for a state that can not be read.
Result<QList<Cascade>> listCascades(const Connection& connection);
// Errors: NotFound, whose detail names the cascades that are there.
Result<Cascade> cascadeByName(const Connection& connection, const QString& name);

} // namespace antiphon
