#include "tests/core/generation/randomplans.h"

#include "core/base/random.h"

namespace antiphon::test {

namespace {

const QStringList values{QStringLiteral("genre:rock"),
                         QStringLiteral("genre:hard rock"),
                         QStringLiteral("genre:r&b"),
                         QStringLiteral("genre:drum_and_bass"),
                         QStringLiteral("genre:k-pop"),
                         QStringLiteral("genre:60s"),
                         QStringLiteral("mood:good"),
                         QStringLiteral("mood:happy"),
                         QStringLiteral("mood:sad"),
                         QStringLiteral("theme:party"),
                         QStringLiteral("theme:study"),
                         QStringLiteral("mood:party"),
                         QStringLiteral("popularity:low"),
                         QStringLiteral("popularity:high"),
                         QStringLiteral("tempo:slow"),
                         QStringLiteral("vocal:female"),
                         QStringLiteral("vocal:male"),
                         QStringLiteral("year:1990-1999"),
                         QStringLiteral("year:1994"),
                         QStringLiteral("year:2010-"),
                         QStringLiteral("artist:fun."),
                         QStringLiteral("artist:Björk"),
                         QStringLiteral("artist:Wham!"),
                         QStringLiteral("artist:The The"),
                         QStringLiteral("artist:Who?"),
                         QStringLiteral("similar_track:Yes"),
                         QStringLiteral("key:C# minor"),
                         QStringLiteral("culture:brazilian"),
                         QStringLiteral("instrument:drums"),
                         QStringLiteral("unheard_of:thing"),
                         QStringLiteral("user:my little sister"),
                         QStringLiteral("theme:late night")};

QStringList someLabels(Random& random, const QStringList& labels, int most)
{
    QStringList chosen;
    for (const quint64 i :
         random.sample(static_cast<quint64>(labels.size()), 1 + random.below(static_cast<quint64>(most))))
        chosen << labels[static_cast<qsizetype>(i)];
    return chosen;
}

PlanTurn userTurn(Random& random, QStringList& unused, FilterState& state, bool first)
{
    PlanTurn turn;
    if (first)
        turn.intents << QStringLiteral("initial_query");
    turn.intents << someLabels(random,
                               {QStringLiteral("greeting"), QStringLiteral("accept_response"),
                                QStringLiteral("reject_response"), QStringLiteral("continue"),
                                QStringLiteral("others"), QStringLiteral("item_attribute_question"),
                                QStringLiteral("add_filter")},
                               3);
    const quint64 count = turn.intents.contains(QStringLiteral("add_filter")) || first ? random.below(4) : 0;
    for (quint64 i = 0; i < count && !unused.isEmpty(); ++i) {
        const QString value = unused.takeLast();
        turn.attributes << (random.chance(0.15) ? QLatin1Char('!') + value : value);
        state = withFilter(state, *filterFromText(turn.attributes.last()));
    }
    if (!first && random.chance(0.2) && !state.filters.isEmpty() && count == 0) {
        const Filter gone =
            state.filters[static_cast<qsizetype>(random.below(static_cast<quint64>(state.filters.size())))];
        turn.intents << QStringLiteral("remove_filter");
        turn.removed << filterText(gone);
        turn.attributes << filterText(gone);
        state = withoutFilter(state, gone);
    }
    if (turn.intents.contains(QStringLiteral("continue")))
        turn.attributes << QStringLiteral("continue:continue");
    turn.state = state;
    return turn;
}

PlanTurn systemTurn(Random& random, const QStringList& unused, const FilterState& state)
{
    PlanTurn turn;
    turn.role = Role::System;
    turn.intents = someLabels(
        random,
        {QStringLiteral("passive_recommend"), QStringLiteral("sympathetic_response"),
         QStringLiteral("parroting_response"), QStringLiteral("detail_attribute_request"),
         QStringLiteral("active_recommend"), QStringLiteral("feedback_request"), QStringLiteral("others"),
         QStringLiteral("item_attribute_answer"), QStringLiteral("item_attribute_question")},
        4);
    if (turn.intents.contains(QStringLiteral("detail_attribute_request"))) {
        const QStringList types{QStringLiteral("genre"),      QStringLiteral("mood"),
                                QStringLiteral("popularity"), QStringLiteral("year"),
                                QStringLiteral("vocal"),      QStringLiteral("nonsense")};
        turn.askedType = types[static_cast<qsizetype>(random.below(6))];
    }
    if (turn.intents.contains(QStringLiteral("active_recommend"))) {
        turn.proposed << QStringLiteral("genre:polka");
        if (!unused.isEmpty() && random.chance(0.5))
            turn.proposed << unused.last(); // which the user may take up
    }
    for (const quint64 ordinal : random.sample(200, 10))
        turn.tracks.push_back(static_cast<quint32>(ordinal));
    turn.state = state;
    return turn;
}

} // namespace

Plan randomPlan(qint64 ordinal, quint64 seed)
{
    Random random = Random::forKey(seed, static_cast<quint64>(ordinal));
    std::vector<QString> shuffled(values.begin(), values.end());
    random.shuffle(shuffled);
    QStringList unused(shuffled.begin(), shuffled.end());
    Plan plan;
    plan.ordinal = ordinal;
    FilterState state;
    const int exchanges = 2 + static_cast<int>(random.below(6));
    for (int i = 0; i < exchanges; ++i) {
        plan.turns << userTurn(random, unused, state, i == 0);
        plan.turns << systemTurn(random, unused, state);
    }
    return plan;
}

TrackFacts someTracks()
{
    TrackFacts tracks;
    for (int i = 0; i < 200; ++i) {
        SourceTrack track{QStringLiteral("T%1").arg(i),
                          QStringLiteral("Song %1").arg(i),
                          QStringLiteral("Singer %1").arg(i),
                          {}};
        if (i % 5 == 0)
            track.title.clear();
        if (i % 7 == 0)
            track.artist.clear();
        if (i % 11 == 0)
            track.title = QStringLiteral("A Sad Party at Late Night");
        tracks.push_back(track);
    }
    return tracks;
}

} // namespace antiphon::test
