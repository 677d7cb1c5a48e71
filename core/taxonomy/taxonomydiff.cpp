#include "core/taxonomy/taxonomydiff.h"

#include <set>

namespace antiphon {

namespace {

QString nameOf(const Codebook& codebook, CodeId id)
{
    const Code* code = codeIn(codebook.codes, id);
    return code ? QStringLiteral("%1:%2").arg(facetWord(code->facet), code->name) : QString();
}

QStringList namesOf(const Codebook& codebook, const QList<CodeId>& ids)
{
    QStringList names;
    for (const CodeId id : ids)
        names << nameOf(codebook, id);
    return names;
}

QList<CodeId> nextOf(CodeId code, const QList<CodeLineage>& lineage)
{
    QList<CodeId> next;
    for (const CodeLineage& step : lineage) {
        if (step.from == code && !next.contains(step.into))
            next << step.into;
    }
    return next;
}

class Comparison
{
public:
    Comparison(const Taxonomy& before, const Taxonomy& after, const QList<CodeLineage>& lineage)
        : m_before(before), m_after(after), m_lineage(lineage)
    {
    }
    TaxonomyDiff changes()
    {
        findMerged();
        findSplit();
        findComeAndGone();
        const QList<Code> ordered = inTreeOrder(m_after.codebook.codes);
        for (const Code& code : ordered) {
            if (const Code* old = codeIn(m_before.codebook.codes, code.id))
                compare(*old, code);
        }
        TaxonomyDiff diff;
        for (const TaxonomyChangeKind kind : allTaxonomyChanges)
            diff.changes << m_found.value(kind);
        return diff;
    }

private:
    bool wasThere(CodeId code) const { return codeIn(m_before.codebook.codes, code) != nullptr; }
    bool isThere(CodeId code) const { return codeIn(m_after.codebook.codes, code) != nullptr; }
    void add(TaxonomyChangeKind kind, const QList<CodeId>& before, const QList<CodeId>& after)
    {
        m_found[kind] << TaxonomyChange{
            kind, before, after, namesOf(m_before.codebook, before), namesOf(m_after.codebook, after), {}};
    }

    void findMerged()
    {
        std::map<CodeId, QList<CodeId>> into;
        const QList<Code> ordered = inTreeOrder(m_before.codebook.codes);
        for (const Code& code : ordered) {
            if (isThere(code.id))
                continue;
            if (const CodeId heir = mergedInto(code.id); !heir.isNull())
                into[heir] << code.id;
        }
        const QList<Code> now = inTreeOrder(m_after.codebook.codes);
        for (const Code& code : now) {
            const auto found = into.find(code.id);
            if (found == into.end())
                continue;
            const QList<CodeId> gone = found->second;
            add(TaxonomyChangeKind::Merged, wasThere(code.id) ? QList<CodeId>{code.id} + gone : gone,
                {code.id});
            m_gone += gone;
            m_come << code.id;
        }
    }

    // Where a merged code went to in the end; null: it was deleted on the way.
    CodeId mergedInto(CodeId code) const
    {
        std::set<CodeId> seen;
        while (!isThere(code) && seen.insert(code).second) {
            CodeId next;
            for (const CodeLineage& step : m_lineage) {
                if (step.from == code && step.kind == LineageKind::Merge)
                    next = step.into;
            }
            code = next;
        }
        return isThere(code) ? code : CodeId();
    }

    void findSplit()
    {
        const QList<Code> ordered = inTreeOrder(m_before.codebook.codes);
        for (const Code& code : ordered) {
            QList<CodeId> parts;
            std::set<CodeId> seen;
            gatherParts(code.id, parts, seen);
            if (parts.isEmpty())
                continue;
            m_come += parts;
            if (!isThere(code.id))
                m_gone << code.id;
            add(TaxonomyChangeKind::Split, {code.id},
                isThere(code.id) ? QList<CodeId>{code.id} + parts : parts);
        }
    }

    // The new codes that were split off, also off a part that is gone since.
    void gatherParts(CodeId code, QList<CodeId>& parts, std::set<CodeId>& seen) const
    {
        if (!seen.insert(code).second)
            return;
        for (const CodeLineage& step : m_lineage) {
            if (step.from != code || step.kind != LineageKind::Split || wasThere(step.into))
                continue;
            if (isThere(step.into) && !parts.contains(step.into))
                parts << step.into;
            gatherParts(step.into, parts, seen);
        }
    }

    void findComeAndGone()
    {
        const QList<Code> now = inTreeOrder(m_after.codebook.codes);
        for (const Code& code : now) {
            if (!wasThere(code.id) && !m_come.contains(code.id))
                add(TaxonomyChangeKind::Added, {}, {code.id});
        }
        const QList<Code> then = inTreeOrder(m_before.codebook.codes);
        for (const Code& code : then) {
            if (!isThere(code.id) && !m_gone.contains(code.id))
                add(TaxonomyChangeKind::Removed, {code.id}, {});
        }
    }

    void compare(const Code& old, const Code& code)
    {
        if (old.name != code.name)
            add(TaxonomyChangeKind::Renamed, {old.id}, {code.id});
        const bool otherPlaces = secondPlaces(m_before, code.id) != secondPlaces(m_after, code.id);
        if (old.parent != code.parent || old.facet != code.facet || otherPlaces) {
            add(TaxonomyChangeKind::Moved, {old.id}, {code.id});
            TaxonomyChange& move = m_found[TaxonomyChangeKind::Moved].last();
            move.from = QStringList{pathOf(m_before.codebook, old.id), old.name};
            move.to = QStringList{pathOf(m_after.codebook, code.id), code.name};
            if (otherPlaces)
                move.fields << QStringLiteral("second places");
        }
        if (const QStringList fields = redefined(old, code); !fields.isEmpty()) {
            add(TaxonomyChangeKind::Redefined, {old.id}, {code.id});
            m_found[TaxonomyChangeKind::Redefined].last().fields = fields;
        }
    }

    static QList<CodeReference> secondPlaces(const Taxonomy& taxonomy, CodeId code)
    {
        QList<CodeReference> places = taxonomy.codebook.references;
        places.removeIf([code](const CodeReference& place) { return place.code != code; });
        return places;
    }

    QStringList redefined(const Code& old, const Code& code) const
    {
        QStringList fields;
        const auto hold = [&fields](bool differs, const char* field) {
            if (differs)
                fields << QLatin1String(field);
        };
        hold(old.definition != code.definition, "definition");
        hold(old.includes != code.includes, "include");
        hold(old.excludes != code.excludes, "exclude");
        hold(old.examples != code.examples, "examples");
        hold(old.codable != code.codable, "codable");
        hold(about(m_before.relations, &CodeRelation::source, code.id) !=
                 about(m_after.relations, &CodeRelation::source, code.id),
             "relations");
        hold(about(m_before.properties, &CodeProperty::code, code.id) !=
                 about(m_after.properties, &CodeProperty::code, code.id),
             "properties");
        return fields;
    }

    template<typename Item>
    static QList<Item> about(QList<Item> items, CodeId Item::*member, CodeId code)
    {
        items.removeIf([=](const Item& item) { return item.*member != code; });
        return items;
    }

    const Taxonomy& m_before;
    const Taxonomy& m_after;
    const QList<CodeLineage>& m_lineage;
    QMap<TaxonomyChangeKind, QList<TaxonomyChange>> m_found;
    QList<CodeId> m_come; // told as merged or split already
    QList<CodeId> m_gone;
};

} // namespace

QString taxonomyChangeWord(TaxonomyChangeKind kind)
{
    switch (kind) {
    case TaxonomyChangeKind::Added:
        return QStringLiteral("added");
    case TaxonomyChangeKind::Removed:
        return QStringLiteral("removed");
    case TaxonomyChangeKind::Renamed:
        return QStringLiteral("renamed");
    case TaxonomyChangeKind::Redefined:
        return QStringLiteral("redefined");
    case TaxonomyChangeKind::Moved:
        return QStringLiteral("moved");
    case TaxonomyChangeKind::Merged:
        return QStringLiteral("merged");
    case TaxonomyChangeKind::Split:
        break;
    }
    return QStringLiteral("split");
}

QString taxonomyChangeText(const TaxonomyChange& change)
{
    const bool isMove = change.kind == TaxonomyChangeKind::Moved;
    const QString join = isMove ? QStringLiteral(" / ") : QStringLiteral(" + ");
    const QString from = change.from.join(join);
    const QString to = change.to.join(join);
    QString text = from == to || to.isEmpty() ? from
                   : from.isEmpty()           ? to
                                              : QStringLiteral("%1 -> %2").arg(from, to);
    if (!change.fields.isEmpty())
        text += QStringLiteral(" (%1)").arg(change.fields.join(QStringLiteral(", ")));
    return text;
}

QList<CodeId> heirsOf(CodeId code, const Codebook& after, const QList<CodeLineage>& lineage)
{
    std::set<CodeId> heirs;
    std::set<CodeId> seen;
    QList<CodeId> open{code};
    while (!open.isEmpty()) {
        const CodeId id = open.takeLast();
        if (!seen.insert(id).second)
            continue;
        if (codeIn(after.codes, id))
            heirs.insert(id);
        else
            open += nextOf(id, lineage);
    }
    return {heirs.begin(), heirs.end()};
}

TaxonomyDiff diffTaxonomies(const Taxonomy& before, const Taxonomy& after, const QList<CodeLineage>& lineage)
{
    return Comparison(before, after, lineage).changes();
}

} // namespace antiphon
