// Relations, properties, places and the core category in the project file. The only place with SQL about
// them. Whatever changes something is called inside EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/coding.h"
#include "core/coding/theory.h"
#include "core/storage/connection.h"

namespace antiphon {

Result<Theory> readTheory(const Connection& connection);

// A null id and time are filled in. Errors: NotFound for an unknown code; those of checkRelation.
Result<RelationId> addRelation(const Connection& connection, CodeRelation relation);
// Replaces kind and note; source and target stay. Errors: NotFound; those of checkRelation.
Result<void> changeRelation(const Connection& connection, const CodeRelation& relation);
// Nothing where it is gone.
Result<void> removeRelation(const Connection& connection, RelationId relation);

// Behind the code's other properties; a null id is filled in. Errors: NotFound for an unknown code; those of
// checkProperty.
Result<PropertyId> addProperty(const Connection& connection, CodeProperty property);
// Replaces name, ends, note and position. Errors: NotFound; those of checkProperty.
Result<void> changeProperty(const Connection& connection, const CodeProperty& property);
Result<void> removeProperty(const Connection& connection, PropertyId property);

// Puts a code on the canvas by hand, or gives it back to the layout. Errors: InvalidValue for a place that is
// no finite number.
Result<void> pinCode(const Connection& connection, const CanvasPlace& place);
Result<void> unpinCode(const Connection& connection, CodeId code);

// Nothing: no core category any more. Errors: NotFound for an unknown code.
Result<void> setCoreCategory(const Connection& connection, std::optional<CodeId> core);

// The density of every code, in the order of readCodes(). Codings, dialogues and memos are those of `coder`
// (nothing: of all); of ready sources only.
Result<QList<CodeDensity>> codeDensities(const Connection& connection, std::optional<CoderId> coder);

// The incidents of every code, of all coders, for a codebook to tell; none while the coder in hand is blind.
Result<QHash<CodeId, qint64>> incidentsToTell(const Connection& connection);

// The rule by which categories count as thin: a setting of the project, not an edit.
Result<ThinRule> thinRule(const Connection& connection);
Result<void> setThinRule(const Connection& connection, const ThinRule& rule);

} // namespace antiphon
