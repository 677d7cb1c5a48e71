#include "core/rating/choiceresults.h"

#include "core/statistics/blindingindex.h"

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

// Items and raters as numbers from 0.
class Numbering
{
public:
    int item(const ItemId& id) { return numberIn(m_items, id); }
    int rater(const QString& name) { return numberIn(m_raters, name); }

private:
    template<typename Key>
    static int numberIn(QHash<Key, int>& numbers, const Key& key)
    {
        const auto found = numbers.constFind(key);
        if (found != numbers.cend())
            return *found;
        const auto next = static_cast<int>(numbers.size());
        numbers.insert(key, next);
        return next;
    }

    QHash<ItemId, int> m_items;
    QHash<QString, int> m_raters;
};

QList<int> conditionsOf(const QList<SourceId>& shown, const QHash<SourceId, qsizetype>& places)
{
    QList<int> conditions;
    for (const SourceId& source : shown)
        conditions << static_cast<int>(places.value(source, -1));
    return conditions;
}

QList<PairChoice> pairChoices(const QString& criterion, const QHash<SourceId, qsizetype>& places,
                              const QList<RatedAnswer>& answers)
{
    QList<PairChoice> choices;
    Numbering numbers;
    for (const RatedAnswer& answer : answers) {
        if (answer.criterion != criterion || answer.shown.size() != 2)
            continue;
        const QList<int> shown = conditionsOf(answer.shown, places);
        if (shown.contains(-1))
            continue;
        const double leftWins = answer.value == 1 ? 1.0 : answer.value == 2 ? 0.0 : 0.5;
        choices << PairChoice{shown.at(0), shown.at(1), leftWins, numbers.item(answer.item),
                              numbers.rater(answer.rater)};
    }
    return choices;
}

QList<BestWorstChoice> bestWorstChoices(const QString& criterion, const QHash<SourceId, qsizetype>& places,
                                        const QList<RatedAnswer>& answers)
{
    std::map<std::pair<int, int>, BestWorstChoice> open;
    Numbering numbers;
    for (const RatedAnswer& answer : answers) {
        const QList<int> shown = conditionsOf(answer.shown, places);
        if (answer.criterion != criterion || shown.size() < 3 || shown.contains(-1))
            continue;
        const int item = numbers.item(answer.item);
        const int rater = numbers.rater(answer.rater);
        const auto [place, isNew] =
            open.try_emplace({item, rater}, BestWorstChoice{shown, -1, -1, item, rater});
        (answer.part == 2 ? place->second.worst : place->second.best) = answer.value - 1;
    }
    QList<BestWorstChoice> choices;
    for (const auto& [key, choice] : open) {
        if (choice.best >= 0 && choice.worst >= 0)
            choices << choice;
    }
    return choices;
}

} // namespace

QList<ChoiceResult> choiceResults(const StudyDefinition& definition, const QStringList& conditions,
                                  const QHash<SourceId, qsizetype>& places, const QList<RatedAnswer>& answers,
                                  const statistics::BootstrapOptions& bootstrap)
{
    QList<ChoiceResult> results;
    const auto count = static_cast<int>(conditions.size());
    for (const Criterion& criterion : definition.criteria) {
        ChoiceResult result;
        result.criterion = criterion;
        result.conditions = conditions;
        if (criterion.kind == QuestionKind::Pair) {
            const auto choices = pairChoices(criterion.key, places, answers);
            result.answers = choices.size();
            result.pairs = pairFigures(choices, count, definition.shareMargin, bootstrap, definition.alpha);
            results << result;
        } else if (criterion.kind == QuestionKind::BestWorst) {
            const auto choices = bestWorstChoices(criterion.key, places, answers);
            result.answers = choices.size();
            result.standings = bestWorstFigures(choices, count, bootstrap);
            results << result;
        }
    }
    return results;
}

QList<GuessResult> guessResults(const QStringList& conditions, const QList<bool>& isHuman,
                                const QHash<SourceId, qsizetype>& places, const QList<RatedNote>& notes,
                                double level)
{
    QList<GuessResult> results;
    for (const QString& condition : conditions) {
        GuessResult result;
        result.condition = condition;
        results << result;
    }
    for (const RatedNote& note : notes) {
        const qsizetype place = places.value(note.source, -1);
        if (note.note.kind != NoteKind::Guess || place < 0 || note.note.value < 1 || note.note.value > 3)
            continue;
        GuessResult& result = results[place];
        const bool isRight = (note.note.value == 1) == isHuman.at(place);
        (note.note.value == 3 ? result.unknown : isRight ? result.right : result.wrong) += 1;
    }
    for (GuessResult& result : results)
        result.index = statistics::bangIndex(result.right, result.wrong, result.unknown, level);
    return results;
}

QList<SkipReason> skipReasons(const QList<RatedNote>& notes)
{
    QList<SkipReason> reasons;
    for (const RatedNote& note : notes) {
        if (note.note.kind != NoteKind::Skip || !isSaid(note.note))
            continue;
        const QString text = note.note.text.trimmed();
        const auto found = std::find_if(reasons.begin(), reasons.end(),
                                        [&](const SkipReason& one) { return one.reason == text; });
        if (found == reasons.end())
            reasons << SkipReason{text, 1};
        else
            ++found->items;
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const SkipReason& a, const SkipReason& b) { return a.items > b.items; });
    return reasons;
}

} // namespace antiphon
