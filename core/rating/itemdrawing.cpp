#include "core/rating/itemdrawing.h"

#include "core/base/random.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

using Pool = QList<Candidate>;

// What items hold already.
struct Used
{
    QSet<DialogueId> dialogues;
    QSet<QString> plans;

    void add(const Candidate& candidate)
    {
        dialogues.insert(candidate.id);
        if (!candidate.story.isEmpty())
            plans.insert(candidate.story);
    }
    Pool left(const Pool& pool) const
    {
        Pool rest;
        for (const Candidate& candidate : pool) {
            if (!dialogues.contains(candidate.id) && !plans.contains(candidate.story))
                rest << candidate;
        }
        return rest;
    }
};

// Which pools have a dialogue of each plan; in the order of the plans.
std::map<QString, QList<qsizetype>> poolsByPlan(const QList<Pool>& pools)
{
    std::map<QString, QList<qsizetype>> byPlan;
    for (qsizetype i = 0; i < pools.size(); ++i) {
        for (const Candidate& candidate : pools[i]) {
            if (!candidate.story.isEmpty() && !byPlan[candidate.story].contains(i))
                byPlan[candidate.story] << i;
        }
    }
    return byPlan;
}

// Dialogues that are shown at once: a list a group, one of each pool.
struct Groups
{
    QList<Pool> groups;
    bool byPlan = false;
};

Groups groupsByPlan(const QList<Pool>& pools, const std::vector<QString>& plans)
{
    Groups made;
    made.byPlan = true;
    for (const QString& plan : plans) {
        Pool& group = made.groups.emplaceBack();
        for (const Pool& pool : pools)
            group << *std::find_if(pool.begin(), pool.end(),
                                   [&](const Candidate& candidate) { return candidate.story == plan; });
    }
    return made;
}

Result<Groups> groupsByLength(const QList<Pool>& pools, const QStringList& names, int count,
                              Matching matching, quint64 seed)
{
    ANTIPHON_TRY_ASSIGN(const Drawn drawn, drawItems(pools, names, {count, matching, false, seed}));
    Groups made;
    made.groups.resize(count);
    for (Pool own : drawn.chosen) {
        // The shortest with the shortest; those of one length stay in drawn order.
        if (matching == Matching::Turns)
            std::stable_sort(own.begin(), own.end(),
                             [](const Candidate& a, const Candidate& b) { return a.turns < b.turns; });
        for (int group = 0; group < count; ++group)
            made.groups[group] << own[group];
    }
    return made;
}

Result<Groups> drawGroups(const QList<Pool>& pools, const QStringList& names, int count, Matching matching,
                          quint64 seed)
{
    std::vector<QString> common;
    for (const auto& [plan, holders] : poolsByPlan(pools)) {
        if (holders.size() == pools.size())
            common.push_back(plan);
    }
    if (common.size() < static_cast<std::size_t>(count))
        return groupsByLength(pools, names, count, matching, seed);
    Random random = Random::forKey(seed, 2);
    std::vector<QString> chosen;
    for (const quint64 place : random.sample(common.size(), static_cast<quint64>(count)))
        chosen.push_back(common[place]);
    return groupsByPlan(pools, chosen);
}

class Drawing
{
public:
    Drawing(const StudyDefinition& definition, const QList<Condition>& conditions, const QList<Pool>& pools,
            const QList<StudyItem>& alone)
        : m_definition(definition), m_conditions(conditions), m_pools(pools)
    {
        QSet<DialogueId> taken;
        for (const StudyItem& item : alone)
            taken.insert(item.dialogue);
        for (const Pool& pool : pools) {
            for (const Candidate& candidate : pool) {
                if (taken.contains(candidate.id))
                    m_used.add(candidate);
            }
        }
        for (qsizetype i = 0; i < conditions.size(); ++i)
            m_byLetter << i;
        std::sort(m_byLetter.begin(), m_byLetter.end(),
                  [&](qsizetype a, qsizetype b) { return m_conditions[a].letter < m_conditions[b].letter; });
    }

    Result<DrawnAtOnce> draw()
    {
        if (asks(m_definition, QuestionKind::Pair))
            ANTIPHON_TRY(drawPairs());
        if (asks(m_definition, QuestionKind::BestWorst))
            ANTIPHON_TRY(drawAtOnce(QuestionKind::BestWorst, m_byLetter, m_definition.itemsPerSource, 3));
        return m_drawn;
    }

private:
    Result<void> drawPairs()
    {
        const auto others = static_cast<int>(m_conditions.size() - 1);
        quint64 stream = 16;
        for (qsizetype a = 0; a < m_byLetter.size(); ++a) {
            for (qsizetype b = a + 1; b < m_byLetter.size(); ++b)
                ANTIPHON_TRY(drawAtOnce(QuestionKind::Pair, {m_byLetter[a], m_byLetter[b]},
                                        m_definition.itemsPerSource / others, ++stream));
        }
        return {};
    }

    Result<void> drawAtOnce(QuestionKind kind, const QList<qsizetype>& sources, int count, quint64 stream)
    {
        QList<Pool> pools;
        QStringList names;
        for (const qsizetype source : sources) {
            pools << m_used.left(m_pools[source]);
            names << m_definition.sources.value(source);
        }
        const quint64 seed = Random::forKey(m_definition.seed, stream).next();
        ANTIPHON_TRY_ASSIGN(const Groups made, drawGroups(pools, names, count, m_definition.matching, seed));
        const QString word = kindWord(kind);
        if (!made.byPlan || !m_drawn.matched.contains(word))
            m_drawn.matched[word] = made.byPlan ? QStringLiteral("plan") : QStringLiteral("length");
        for (const Pool& group : made.groups) {
            StudyItem item{ItemId::createOpaque(), {}, {}, kind};
            for (qsizetype i = 0; i < group.size(); ++i) {
                item.dialogues << ItemDialogue{m_conditions[sources[i]].source, group[i].id};
                m_used.add(group[i]);
            }
            item.source = item.dialogues.constFirst().source;
            item.dialogue = item.dialogues.constFirst().dialogue;
            m_drawn.items << item;
        }
        return {};
    }

    const StudyDefinition& m_definition;
    const QList<Condition>& m_conditions;
    const QList<Pool>& m_pools;
    QList<qsizetype> m_byLetter; // places of the conditions
    Used m_used;
    DrawnAtOnce m_drawn;
};

} // namespace

Result<DrawnAtOnce> drawItemsAtOnce(const StudyDefinition& definition, const QList<Condition>& conditions,
                                    const QList<QList<Candidate>>& pools, const QList<StudyItem>& alone)
{
    return Drawing(definition, conditions, pools, alone).draw();
}

} // namespace antiphon
