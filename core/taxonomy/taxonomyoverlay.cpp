#include "core/taxonomy/taxonomyoverlay.h"

#include <set>

namespace antiphon {

namespace {

QString nameOf(const Code& code)
{
    return QStringLiteral("%1:%2").arg(facetWord(code.facet), code.name);
}

QStringList namesOf(const QList<Code>& codes)
{
    QStringList names;
    for (const Code& code : codes)
        names << nameOf(code);
    return names;
}

// The codes of the version that led to `code`, nearest first, not looking behind them.
std::set<CodeId> ancestorsOf(CodeId code, const Codebook& version, const QList<CodeLineage>& lineage)
{
    std::set<CodeId> found;
    std::set<CodeId> seen;
    QList<CodeId> open{code};
    while (!open.isEmpty()) {
        const CodeId id = open.takeLast();
        if (!seen.insert(id).second)
            continue;
        if (codeIn(version.codes, id)) {
            found.insert(id);
            continue;
        }
        for (const CodeLineage& step : lineage) {
            if (step.into == id)
                open << step.from;
        }
    }
    return found;
}

using Group = std::tuple<QString, int, int>; // coder, role, position; -1: all

Group groupOf(const FrequencyRow& row)
{
    return {row.coder, row.role ? static_cast<int>(*row.role) : -1, row.position.value_or(-1)};
}

Group groupOf(const CodedTurn& turn, FrequencyBy by)
{
    return {turn.coder, by == FrequencyBy::Coder ? -1 : static_cast<int>(turn.place.role),
            by == FrequencyBy::Position ? turn.place.position : -1};
}

bool isOnTurn(const CodedTurn& turn)
{
    const TargetKind kind = turn.target.kind();
    return kind == TargetKind::Turn || kind == TargetKind::Span;
}

using CodeInGroup = std::pair<Group, CodeId>;

// How many turns each code of the version has in each group.
std::map<CodeInGroup, qint64> countTurns(const TaxonomyOverlay& overlay, FrequencyBy by,
                                         const QList<CodedTurn>& turns)
{
    std::map<CodeInGroup, std::set<TurnId>> found;
    for (const CodedTurn& turn : turns) {
        if (isOnTurn(turn))
            found[{groupOf(turn, by), overlay.of(turn.code).id}].insert(turn.place.turn);
    }
    std::map<CodeInGroup, qint64> counts;
    for (const auto& [key, each] : found)
        counts[key] = static_cast<qint64>(each.size());
    return counts;
}

QString listed(const QString& what, const QStringList& names)
{
    return QStringLiteral("%1: %2").arg(what, names.join(QStringLiteral(", ")));
}

} // namespace

QStringList TaxonomyOverlay::notes() const
{
    QStringList sentences;
    if (!later.isEmpty())
        sentences << listed(QStringLiteral("Made after %1 and shown as they are").arg(name), namesOf(later));
    if (!toldWithin.isEmpty())
        sentences << listed(QStringLiteral("Merged since, and counted"), toldWithin);
    if (!gone.isEmpty())
        sentences << listed(QStringLiteral("Removed since with their codings"), gone);
    return sentences;
}

TaxonomyOverlay overlayOf(const QString& name, const Taxonomy& version, const QList<Code>& now,
                          const QList<CodeLineage>& lineage)
{
    TaxonomyOverlay overlay;
    overlay.name = name;
    overlay.codes = version.codebook.codes;
    for (Code& code : overlay.codes) { // versions do not keep the places among siblings
        if (const Code* current = codeIn(now, code.id))
            code.position = current->position;
    }
    overlay.codes = inTreeOrder(overlay.codes);
    for (const Code& code : now) {
        const std::set<CodeId> ancestors = ancestorsOf(code.id, version.codebook, lineage);
        if (ancestors.size() == 1) {
            overlay.shown.insert(code.id, *codeIn(overlay.codes, *ancestors.begin()));
            // A category of then may have codings of now.
            for (Code& shown : overlay.codes)
                shown.codable |= shown.id == *ancestors.begin() && code.codable;
        } else {
            overlay.shown.insert(code.id, code);
            overlay.later << code;
        }
    }
    const Codebook current{now, {}};
    for (const Code& code : std::as_const(overlay.codes)) {
        if (codeIn(now, code.id))
            continue;
        const QList<CodeId> heirs = heirsOf(code.id, current, lineage);
        if (heirs.isEmpty())
            overlay.gone << nameOf(code);
        for (const CodeId heir : heirs) {
            const Code& shown = overlay.shown[heir];
            if (shown.id != code.id)
                overlay.toldWithin << QStringLiteral("%1 within %2").arg(nameOf(code), nameOf(shown));
        }
    }
    overlay.codes += overlay.later;
    return overlay;
}

QList<CodedTurn> codedUnder(const TaxonomyOverlay& overlay, QList<CodedTurn> turns)
{
    using Place = std::tuple<DialogueId, TurnId, bool, qint64, qint64, QString, CodeId>;
    std::set<Place> seen;
    QList<CodedTurn> told;
    for (CodedTurn& turn : turns) {
        turn.code = overlay.of(turn.code);
        const CodingTarget& target = turn.target;
        const TextSpan span = target.span.value_or(TextSpan{-1, -1});
        if (seen.insert({target.dialogue, target.turn.value_or(TurnId()), target.exchange, span.begin,
                         span.end, turn.coder, turn.code.id})
                .second)
            told << turn;
    }
    return told;
}

QList<FrequencyRow> frequenciesUnder(const TaxonomyOverlay& overlay, const QList<FrequencyRow>& rows,
                                     FrequencyBy by, const QList<CodedTurn>& turns)
{
    const auto counts = countTurns(overlay, by, turns);
    std::map<CodeInGroup, FrequencyRow> told;
    for (const FrequencyRow& row : rows) {
        FrequencyRow shown = row;
        shown.code = overlay.of(row.code);
        const CodeInGroup key{groupOf(row), shown.code.id};
        const auto found = counts.find(key);
        shown.turns = found == counts.end() ? 0 : found->second;
        if (shown.turns > 0 || by != FrequencyBy::Position)
            told.emplace(key, shown);
    }
    QList<FrequencyRow> list;
    for (const auto& [key, row] : told)
        list << row;
    return completeFrequencies(std::move(list), by, overlay.codes);
}

} // namespace antiphon
