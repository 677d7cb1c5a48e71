// Axial and selective coding: how categories relate, which properties they have, and which are still thin.
#pragma once

#include "core/base/clock.h"
#include "core/coding/code.h"

#include <QSet>

namespace antiphon {

using RelationId = Id<struct RelationTag>;
using PropertyId = Id<struct PropertyTag>;

// What the source of a relation is to its target: the paradigm of Strauss and Corbin (1990), and the two
// relations that make a hierarchy of concepts.
enum class RelationKind { Condition, Context, Action, Consequence, IsA, PropertyOf };
inline constexpr RelationKind allRelationKinds[] = {RelationKind::Condition, RelationKind::Context,
                                                    RelationKind::Action,    RelationKind::Consequence,
                                                    RelationKind::IsA,       RelationKind::PropertyOf};
QString relationWord(RelationKind kind); // "condition", "is-a": in files and on arrows
std::optional<RelationKind> relationFromWord(QStringView word);
QString relationTitle(RelationKind kind);  // "Condition"
QString relationPhrase(RelationKind kind); // "is a condition of"

struct CodeRelation
{
    RelationId id = {};
    CodeId source = {};
    CodeId target = {};
    RelationKind kind = RelationKind::Condition;
    QString note = {};
    TimePoint createdAt = 0;
    bool operator==(const CodeRelation&) const = default;
};

// A property of a category and the ends of its dimension: frequency, from "seldom" to "often".
struct CodeProperty
{
    PropertyId id = {};
    CodeId code = {};
    QString name = {};
    QString low = {};
    QString high = {};
    QString note = {};
    int position = 0;
    bool operator==(const CodeProperty&) const = default;
};

// Where a code was put on the canvas by hand: its centre, in pixels at 100 %.
struct CanvasPlace
{
    CodeId code = {};
    double x = 0;
    double y = 0;
    bool operator==(const CanvasPlace&) const = default;
};

// All that axial coding knows.
struct Theory
{
    QList<CodeRelation> relations = {}; // by time
    QList<CodeProperty> properties = {};
    QList<CanvasPlace> places = {};
    std::optional<CodeId> core = {}; // the core category
    bool operator==(const Theory&) const = default;
};

// Whether the relation may stand. Errors: InvalidValue for a code that relates to itself; AlreadyExists where
// another one says the same; NotPossible for an "is-a" that would make a code a kind of itself.
Result<void> checkRelation(const QList<CodeRelation>& relations, const CodeRelation& relation);
// Errors: InvalidValue for an empty name or one over 100 characters; AlreadyExists for a second property of
// that name, whatever the case.
Result<void> checkProperty(const QList<CodeProperty>& properties, const CodeProperty& property);

// How much stands behind a code.
struct CodeDensity
{
    CodeId code = {};
    qint64 incidents = 0; // codings with the code, or with a code that lies in it
    qint64 dialogues = 0; // that have one
    qint64 properties = 0;
    qint64 relations = 0;
    qint64 memos = 0;           // on the code or on one of its codings
    bool relatesToCore = false; // by relations, over any number of codes; the core itself does
    qint64 dimensions = 0;      // properties of which an end is named
    bool operator==(const CodeDensity&) const = default;
};

// When a category counts as thin.
struct ThinRule
{
    int incidents = 5; // fewer are thin
    int dialogues = 3;
    bool needsProperty = true;
    bool needsCore = true; // a relation to the core category; not asked where none is chosen
    bool operator==(const ThinRule&) const = default;
};

// What a category still lacks, as words for people, in the order of the rule; empty: it is dense.
QStringList thinReasons(const CodeDensity& density, const ThinRule& rule, bool hasCore);
QString ruleText(const ThinRule& rule); // "Thin: fewer than 5 incidents or 3 dialogues, no property, ..."

// The codes that reach `core` over relations, whatever their direction; `core` is among them.
QSet<CodeId> relatedTo(const QList<CodeRelation>& relations, CodeId core);

// A relation as a row of CSV: source, relation, target, note.
QByteArray relationsCsv(const QList<CodeRelation>& relations, const QList<Code>& codes);

// How much stands behind each code as CSV: facet, code, category (1 or 0), incidents, dialogues, properties,
// dimensions, relations, memos, thin (what it lacks). `densities` as long as `codes`.
QByteArray densitiesCsv(const QList<Code>& codes, const QList<CodeDensity>& densities, const ThinRule& rule,
                        bool hasCore);

// What the history says.
QString relateLabel(const QString& source, RelationKind kind, const QString& target);

} // namespace antiphon
