#include "core/generation/dialoguechecks.h"

#include "core/generation/denial.h"
#include "core/generation/duevalues.h"
#include "core/generation/templatewriter.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

namespace antiphon {

namespace {

const QString genre = QStringLiteral("genre");

PhraseSet phraseSet(const QJsonValue& list)
{
    QStringList phrases;
    const auto items = list.toArray();
    for (const QJsonValue& item : items)
        phrases << item.toString();
    return PhraseSet(phrases);
}

// "I would like to hear" asks for words, not for music, where a question follows.
bool asksForWords(const QString& phrase, const QString& behind)
{
    static const QStringList questions{
        QStringLiteral(" which "),   QStringLiteral(" what "),       QStringLiteral(" how "),
        QStringLiteral(" whether "), QStringLiteral(" if "),         QStringLiteral(" your "),
        QStringLiteral(" about "),   QStringLiteral(" more about "), QStringLiteral(" from you ")};
    return phrase.endsWith(QLatin1String(" hear")) &&
           std::any_of(questions.begin(), questions.end(),
                       [&behind](const QString& question) { return behind.startsWith(question); });
}

} // namespace

qint64 DialogueChecks::count(CheckKind kind) const
{
    return std::count_if(findings.begin(), findings.end(),
                         [kind](const Finding& f) { return f.kind == kind; });
}

double DialogueChecks::recall() const
{
    const qint64 values = looked[static_cast<size_t>(CheckKind::MentionMissed)];
    return values == 0
               ? 1.0
               : 1.0 - static_cast<double>(count(CheckKind::MentionMissed)) / static_cast<double>(values);
}

// One dialogue on its way through the checks.
struct DialogueChecker::Pass
{
    const Dialogue& dialogue;
    const Plan* plan;
    MentionFinder& finder;
    const CatalogueFacts* facts; // null: the catalogue is not known
    TrackJudge& judge;
    QStringList folded = {};
    DialogueChecks result = {};
    QHash<QString, int> genres = {}; // in force without a plan, with the turn that asked for them

    const PlanTurn* planned(int turn) const
    {
        return plan && turn < plan->turns.size() ? &plan->turns[turn] : nullptr;
    }
    void look(CheckKind kind, qint64 many = 1) { result.looked[static_cast<size_t>(kind)] += many; }
    void find(CheckKind kind, int turn, const QString& value, int other = -1)
    {
        result.findings << Finding{kind, turn, value, other};
    }

    QList<QStringList> dueByTurn() const;
    void leaks();
    void roles(int turn, const PhraseSet& phrases);
    void tracks(int turn);
    void mentions(int turn);
    void plannedGenre(int turn);
    void unplannedGenre(int turn);
    void contradictions(int turn);
    QStringList plannedValues() const;
    QString withoutTitles(QString text, int turn) const;
    void extraMentions(const QStringList& values, int turn);
    void invalidTracks(int turn);
    bool isAgainst(const QString& attribute, bool wanted, const QStringList& clauses,
                   const QStringList& all) const;
};

// A value that the system proposes by plan before the user asks for it is due with the proposal.
QList<QStringList> DialogueChecker::Pass::dueByTurn() const
{
    QList<QStringList> due;
    QSet<QString> asked;
    for (const Turn& turn : dialogue.turns) {
        QStringList named;
        for (const QString& attribute : turn.attributes) {
            if (isNameable(attribute))
                named << attribute;
        }
        asked.unite(QSet<QString>(named.begin(), named.end()));
        due << named;
    }
    for (int i = 0; i < due.size(); ++i) {
        const PlanTurn* turn = planned(i);
        for (const QString& attribute : turn ? turn->proposed : QStringList()) {
            if (asked.contains(attribute))
                due[i] << attribute;
        }
    }
    return due;
}

void DialogueChecker::Pass::leaks()
{
    const QList<QStringList> byTurn = dueByTurn();
    const DueValues due(byTurn);
    int last = 0;
    for (int i = 0; i < byTurn.size(); ++i) {
        for (const QString& attribute : byTurn[i])
            last = std::max(last, isNameable(attribute) ? due.dueAt(attribute) : 0);
    }
    for (int i = 0; i < last; ++i) {
        if (dialogue.turns[i].text.isEmpty())
            continue;
        look(CheckKind::FutureLeak);
        const QString leak = due.leakIn(folded[i], i, finder);
        if (!leak.isEmpty())
            find(CheckKind::FutureLeak, i, leak, due.dueAt(leak));
    }
}

void DialogueChecker::Pass::roles(int turn, const PhraseSet& phrases)
{
    if (dialogue.turns[turn].text.isEmpty())
        return;
    look(CheckKind::RoleConfusion);
    const auto stand = phrases.in(folded[turn]);
    for (const auto& [phrase, at] : stand) {
        if (!asksForWords(phrase, folded[turn].sliced(at.end)))
            return find(CheckKind::RoleConfusion, turn, phrase.trimmed());
    }
}

void DialogueChecker::Pass::tracks(int turn)
{
    const auto& list = dialogue.turns[turn].tracks;
    if (list.isEmpty())
        return;
    look(CheckKind::RepeatedTrack);
    for (qsizetype i = 1; i < list.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (list[i].externalId == list[j].externalId)
                return find(CheckKind::RepeatedTrack, turn, list[i].externalId);
        }
    }
}

void DialogueChecker::Pass::mentions(int turn)
{
    const Turn& spoken = dialogue.turns[turn];
    if (spoken.role != Role::User || spoken.text.isEmpty())
        return;
    for (const QString& attribute : spoken.attributes) {
        if (!isNameable(attribute))
            continue;
        look(CheckKind::MentionMissed);
        if (!finder.names(folded[turn], attribute))
            find(CheckKind::MentionMissed, turn, attribute);
    }
}

// A genre that leaves the state while another comes, though the user did not give it up.
void DialogueChecker::Pass::plannedGenre(int turn)
{
    const PlanTurn* now = planned(turn);
    if (turn < 2 || !now || now->role != Role::User)
        return;
    const FilterState& before = plan->turns[turn - 1].state;
    QStringList came, went;
    bool had = false;
    for (const Filter& filter : now->state.filters) {
        if (filter.type == genre && filter.sense == Sense::Include && !holds(before, filter))
            came << filterText(filter);
    }
    for (const Filter& filter : before.filters) {
        const bool included = filter.type == genre && filter.sense == Sense::Include;
        had = had || included;
        if (included && !holds(now->state, filter) && !now->removed.contains(filterText(filter)))
            went << filterText(filter);
    }
    if (came.isEmpty() || !had)
        return;
    look(CheckKind::GenreReplaced);
    if (!went.isEmpty())
        find(CheckKind::GenreReplaced, turn, came.first(), DueValues(dueByTurn()).dueAt(went.first()));
}

void DialogueChecker::Pass::unplannedGenre(int turn)
{
    const Turn& spoken = dialogue.turns[turn];
    if (spoken.role != Role::User)
        return;
    const bool removes = spoken.intents.contains(QLatin1String("remove_filter"));
    for (const QString& attribute : spoken.attributes) {
        if (typeOf(attribute) != genre || attribute.startsWith(QLatin1Char('!')))
            continue;
        if (genres.contains(attribute)) {
            if (removes)
                genres.remove(attribute);
            continue;
        }
        bool kept = genres.isEmpty() || removes;
        int owner = -1;
        for (const auto& [earlier, from] : genres.asKeyValueRange()) {
            owner = from;
            kept = kept || finder.names(folded[turn], earlier) ||
                   (turn + 1 < folded.size() && finder.names(folded[turn + 1], earlier));
        }
        if (!genres.isEmpty())
            look(CheckKind::GenreReplaced);
        if (!kept) {
            find(CheckKind::GenreReplaced, turn, attribute, owner);
            genres.clear();
        }
        genres.insert(attribute, turn);
    }
}

void DialogueChecker::Pass::contradictions(int turn)
{
    const PlanTurn* now = planned(turn);
    const Turn& spoken = dialogue.turns[turn];
    if (!now || now->state.filters.isEmpty() || spoken.text.isEmpty())
        return;
    look(CheckKind::Contradiction);
    QStringList all = spoken.attributes;
    for (const Filter& filter : now->state.filters)
        all << filterText(filter);
    QStringList clauses; // made when the first value is named
    for (qsizetype i = 0; i < now->state.filters.size(); ++i) {
        const bool wanted = now->state.filters[i].sense == Sense::Include;
        const QString& attribute = all.at(spoken.attributes.size() + i);
        if ((!wanted && spoken.role == Role::User) || !finder.names(folded[turn], attribute))
            continue;
        if (clauses.isEmpty())
            clauses = clausesOf(spoken.text);
        if (isAgainst(attribute, wanted, clauses, all))
            return find(CheckKind::Contradiction, turn, attribute);
    }
}

// Whether a clause denies a wanted value or offers an unwanted one; in "no hard rock" rock is not denied.
bool DialogueChecker::Pass::isAgainst(const QString& attribute, bool wanted, const QStringList& clauses,
                                      const QStringList& all) const
{
    for (const QString& clause : clauses) {
        if (!finder.names(clause, attribute))
            continue;
        QStringList others = all;
        others.removeAll(attribute);
        const QString rest = finder.without(clause, others, attribute);
        for (const QString& pattern : finder.patterns(attribute)) {
            const TextRange at = findWords(rest, pattern);
            if (at.begin >= 0 && isDenied(rest, at) == wanted)
                return true;
        }
    }
    return false;
}

// Everything that the dialogue may name at some turn.
QStringList DialogueChecker::Pass::plannedValues() const
{
    QStringList values;
    for (qsizetype i = 0; facts && plan && i < plan->turns.size(); ++i) {
        values << plan->turns[i].attributes << plan->turns[i].proposed << plan->turns[i].removed;
        for (const Filter& filter : plan->turns[i].state.filters)
            values << filterText(filter);
    }
    values.removeDuplicates();
    return values;
}

// Blots out titles, artists and albums of the tracks that were shown by then.
QString DialogueChecker::Pass::withoutTitles(QString text, int turn) const
{
    for (int i = 0; i <= turn; ++i) {
        for (const TrackReference& shown : dialogue.turns[i].tracks) {
            const auto track = facts->index().findTrack(shown.externalId.toStdString());
            for (const IndexColumn column : {IndexColumn::Title, IndexColumn::Artist, IndexColumn::Album}) {
                const std::string_view name =
                    track ? facts->index().text(column, *track) : std::string_view();
                const QString words =
                    foldedText(QString::fromUtf8(name.data(), static_cast<int>(name.size())));
                const TextRange at = findWords(text, words.chopped(1));
                if (at.begin >= 0)
                    std::fill(text.begin() + at.begin, text.begin() + at.end, QChar(1));
            }
        }
    }
    return text;
}

void DialogueChecker::Pass::extraMentions(const QStringList& values, int turn)
{
    if (!facts || !planned(turn) || dialogue.turns[turn].text.isEmpty())
        return;
    look(CheckKind::ExtraMention);
    if (facts->namedIn(folded[turn]).isEmpty())
        return;
    const QString rest = finder.without(folded[turn], values, {});
    if (facts->namedIn(rest).isEmpty())
        return;
    const QString extra = facts->namedIn(withoutTitles(rest, turn));
    if (!extra.isEmpty())
        find(CheckKind::ExtraMention, turn, extra);
}

void DialogueChecker::Pass::invalidTracks(int turn)
{
    const PlanTurn* now = planned(turn);
    if (!facts || !now || now->role != Role::System)
        return;
    judge.judgeBy(now->state);
    for (const TrackReference& shown : dialogue.turns[turn].tracks) {
        look(CheckKind::InvalidTrack);
        if (!judge.satisfies(shown.externalId))
            find(CheckKind::InvalidTrack, turn, shown.externalId);
    }
}

DialogueChecker::DialogueChecker(const PhraseBook& book, const AliasTable& aliases,
                                 std::shared_ptr<const CatalogueFacts> facts)
    : m_finder(book, aliases), m_facts(std::move(facts)), m_judge(m_facts)
{
    static const QJsonDocument phrases =
        QJsonDocument::fromJson(resourceContent(QStringLiteral("checks/role-phrases.json")));
    m_userLikeSystem = phraseSet(phrases[QStringLiteral("user_like_system")]);
    m_systemLikeUser = phraseSet(phrases[QStringLiteral("system_like_user")]);
}

DialogueChecks DialogueChecker::check(const Dialogue& dialogue, const Plan* plan)
{
    Pass pass{dialogue, plan, m_finder, m_facts.get(), m_judge};
    for (const Turn& turn : dialogue.turns)
        pass.folded << foldedText(turn.text);
    pass.leaks();
    const QStringList values = pass.plannedValues();
    for (int i = 0; i < dialogue.turns.size(); ++i) {
        pass.roles(i, dialogue.turns[i].role == Role::User ? m_userLikeSystem : m_systemLikeUser);
        pass.tracks(i);
        pass.mentions(i);
        if (plan)
            pass.plannedGenre(i);
        else
            pass.unplannedGenre(i);
        pass.contradictions(i);
        pass.extraMentions(values, i);
        pass.invalidTracks(i);
    }
    std::stable_sort(pass.result.findings.begin(), pass.result.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.turn < b.turn; });
    return pass.result;
}

} // namespace antiphon
