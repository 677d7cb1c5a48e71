#include "core/coding/theory.h"

#include "core/base/csvfile.h"

namespace antiphon {

namespace {

constexpr int longestName = 100;

struct Words
{
    const char* word;
    const char* title;
    const char* phrase;
};

Words wordsOf(RelationKind kind)
{
    switch (kind) {
    case RelationKind::Condition:
        break;
    case RelationKind::Context:
        return {"context", "Context", "is the context of"};
    case RelationKind::Action:
        return {"action", "Action", "is an action in answer to"};
    case RelationKind::Consequence:
        return {"consequence", "Consequence", "is a consequence of"};
    case RelationKind::IsA:
        return {"is-a", "Is a", "is a kind of"};
    case RelationKind::PropertyOf:
        return {"property-of", "Property of", "is a property of"};
    }
    return {"condition", "Condition", "is a condition of"};
}

// The codes that `from` is a kind of, over any number of steps.
bool isKindOf(const QList<CodeRelation>& relations, CodeId from, CodeId what)
{
    QSet<CodeId> seen;
    QList<CodeId> open{from};
    while (!open.isEmpty()) {
        const CodeId code = open.takeLast();
        if (code == what)
            return true;
        if (seen.contains(code))
            continue;
        seen.insert(code);
        for (const CodeRelation& relation : relations) {
            if (relation.kind == RelationKind::IsA && relation.source == code)
                open << relation.target;
        }
    }
    return false;
}

} // namespace

QString relationWord(RelationKind kind)
{
    return QLatin1String(wordsOf(kind).word);
}

std::optional<RelationKind> relationFromWord(QStringView word)
{
    for (const RelationKind kind : allRelationKinds) {
        if (relationWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QString relationTitle(RelationKind kind)
{
    return QLatin1String(wordsOf(kind).title);
}

QString relationPhrase(RelationKind kind)
{
    return QLatin1String(wordsOf(kind).phrase);
}

Result<void> checkRelation(const QList<CodeRelation>& relations, const CodeRelation& relation)
{
    const QString subject = QStringLiteral("the relation");
    if (relation.source == relation.target)
        return fail(ErrorCode::InvalidValue, subject, QStringLiteral("a code does not relate to itself"));
    QList<CodeRelation> others;
    for (const CodeRelation& other : relations) {
        if (other.id == relation.id)
            continue;
        if (other.source == relation.source && other.target == relation.target && other.kind == relation.kind)
            return fail(ErrorCode::AlreadyExists, subject);
        others << other;
    }
    if (relation.kind == RelationKind::IsA && isKindOf(others, relation.target, relation.source))
        return fail(ErrorCode::NotPossible, QStringLiteral("relating the codes"),
                    QStringLiteral("the one is a kind of the other already, so it cannot be the other way, "
                                   "too"));
    return {};
}

Result<void> checkProperty(const QList<CodeProperty>& properties, const CodeProperty& property)
{
    const QString name = property.name.trimmed();
    if (name.isEmpty() || name.size() > longestName)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the name"),
                    QStringLiteral("a property's name has 1 to %1 characters").arg(longestName));
    for (const CodeProperty& other : properties) {
        if (other.id != property.id && other.code == property.code &&
            other.name.compare(name, Qt::CaseInsensitive) == 0)
            return fail(ErrorCode::AlreadyExists, QStringLiteral("the property %1").arg(name));
    }
    return {};
}

QStringList thinReasons(const CodeDensity& density, const ThinRule& rule, bool hasCore)
{
    QStringList reasons;
    if (density.incidents < rule.incidents)
        reasons << (density.incidents == 0   ? QStringLiteral("no incident")
                    : density.incidents == 1 ? QStringLiteral("1 incident")
                                             : QStringLiteral("%1 incidents").arg(density.incidents));
    else if (density.dialogues < rule.dialogues)
        reasons << (density.dialogues == 1 ? QStringLiteral("1 dialogue")
                                           : QStringLiteral("%1 dialogues").arg(density.dialogues));
    if (rule.needsProperty && density.properties == 0)
        reasons << QStringLiteral("no property");
    if (rule.needsCore && hasCore && !density.relatesToCore)
        reasons << QStringLiteral("no relation to the core");
    return reasons;
}

QString ruleText(const ThinRule& rule)
{
    QStringList parts;
    if (rule.incidents > 0)
        parts << QStringLiteral("fewer than %1 incidents").arg(rule.incidents);
    if (rule.dialogues > 0)
        parts << QStringLiteral("incidents in fewer than %1 dialogues").arg(rule.dialogues);
    if (rule.needsProperty)
        parts << QStringLiteral("no property");
    if (rule.needsCore)
        parts << QStringLiteral("no relation to the core category");
    if (parts.isEmpty())
        return QStringLiteral("no category counts as thin");
    return QStringLiteral("thin: %1").arg(parts.join(QStringLiteral(", or ")));
}

QSet<CodeId> relatedTo(const QList<CodeRelation>& relations, CodeId core)
{
    QHash<CodeId, QList<CodeId>> neighbours;
    for (const CodeRelation& relation : relations) {
        neighbours[relation.source] << relation.target;
        neighbours[relation.target] << relation.source;
    }
    QSet<CodeId> reached{core};
    QList<CodeId> open{core};
    while (!open.isEmpty()) {
        const QList<CodeId> next = neighbours.value(open.takeLast());
        for (const CodeId code : next) {
            if (!reached.contains(code)) {
                reached.insert(code);
                open << code;
            }
        }
    }
    return reached;
}

QByteArray relationsCsv(const QList<CodeRelation>& relations, const QList<Code>& codes)
{
    QHash<CodeId, QString> names;
    for (const Code& code : codes)
        names.insert(code.id, code.name);
    QByteArray csv = csvLine({QStringLiteral("source"), QStringLiteral("relation"), QStringLiteral("target"),
                              QStringLiteral("note")});
    for (const CodeRelation& relation : relations)
        csv += csvLine({names.value(relation.source), relationWord(relation.kind),
                        names.value(relation.target), relation.note});
    return csv;
}

QByteArray densitiesCsv(const QList<Code>& codes, const QList<CodeDensity>& densities, const ThinRule& rule,
                        bool hasCore)
{
    QByteArray csv = csvLine(
        QStringLiteral("facet,code,category,incidents,dialogues,properties,dimensions,relations,memos,thin")
            .split(QLatin1Char(',')));
    for (qsizetype i = 0; i < densities.size(); ++i) {
        const CodeDensity& each = densities[i];
        csv += csvLine({facetWord(codes[i].facet), codes[i].name,
                        codes[i].codable ? QStringLiteral("0") : QStringLiteral("1"),
                        QString::number(each.incidents), QString::number(each.dialogues),
                        QString::number(each.properties), QString::number(each.dimensions),
                        QString::number(each.relations), QString::number(each.memos),
                        thinReasons(each, rule, hasCore).join(QStringLiteral("; "))});
    }
    return csv;
}

QString relateLabel(const QString& source, RelationKind kind, const QString& target)
{
    return QStringLiteral("Relate: %1 %2 %3").arg(source, relationPhrase(kind), target);
}

} // namespace antiphon
