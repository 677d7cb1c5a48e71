#include "core/generation/templatewriter.h"

#include "core/generation/sentencepicker.h"

namespace antiphon {

namespace {

constexpr double openWithoutValues = 0.25; // "I need some new music. I'd like rock songs."
constexpr double nameAgain = 0.5;          // a recommendation that says what it holds

const QString attributesSlot = QStringLiteral("attributes");
const QString removedSlot = QStringLiteral("removed");
const QString proposedSlot = QStringLiteral("proposed");

// Which track the two are talking about.
struct Subject
{
    QString track;
    QString artist;
    bool isKnown() const { return !artist.isEmpty(); }
};

class DialogueWriter
{
public:
    DialogueWriter(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book, MentionFinder& finder,
                   quint64 seed)
        : m_plan(plan),
          m_tracks(tracks),
          m_book(book),
          m_due(namedByTurn(plan)),
          m_pick(book, m_due, finder, Random::forKey(seed, static_cast<quint64>(plan.ordinal)))
    {
    }

    QStringList write()
    {
        QStringList texts;
        for (int i = 0; i < m_plan.turns.size(); ++i) {
            m_turn = i;
            enterTurn();
            m_sentences.clear();
            if (turn().role == Role::User)
                writeUser();
            else
                writeSystem();
            texts << m_sentences.join(m_book.joinSentences);
        }
        return texts;
    }

private:
    const PlanTurn& turn() const { return m_plan.turns[m_turn]; }
    bool has(const char* label) const { return turn().intents.contains(QLatin1String(label)); }
    bool userSaid(const char* label) const
    {
        return m_turn > 0 && m_plan.turns[m_turn - 1].intents.contains(QLatin1String(label));
    }

    bool say(const QStringList& templates, const SlotTexts& slotTexts = {}, const QString& wanted = {})
    {
        const QString sentence = m_pick.sentence(templates, slotTexts, wanted);
        if (!sentence.isEmpty())
            m_sentences << sentence;
        return !sentence.isEmpty();
    }
    bool sayUser(const char* intent, const SlotTexts& slotTexts = {}, const QString& wanted = {})
    {
        return say(m_book.user.value(QLatin1String(intent)), slotTexts, wanted);
    }
    bool saySystem(const char* action, const SlotTexts& slotTexts = {}, const QString& wanted = {})
    {
        return say(m_book.system.value(QLatin1String(action)), slotTexts, wanted);
    }

    QString phrases(const QStringList& attributes, const QHash<QString, QStringList>& book, bool overrides)
    {
        QStringList parts;
        for (const QString& attribute : attributes) {
            const QString phrase = m_pick.valuePhrase(attribute, book, overrides);
            if (!phrase.isEmpty())
                parts << phrase;
        }
        return m_pick.joined(parts);
    }

    void enterTurn();
    void writeUser();
    void sayRequest(const QStringList& included);
    void sayRemoved();
    void askAboutTrack();
    void writeSystem();
    void saySympathy();
    bool parrot();
    void recommend(bool named);
    void propose();
    void askForDetail();
    Subject subjectAmong(const std::vector<quint32>& tracks);
    QStringList inView() const;

    const Plan& m_plan;
    const TrackFacts& m_tracks;
    const PhraseBook& m_book;
    DueValues m_due;
    SentencePicker m_pick;
    int m_turn = 0;
    QStringList m_sentences;
    Subject m_subject;
};

// A system turn stays clear of what the filters exclude.
void DialogueWriter::enterTurn()
{
    QStringList avoided, held;
    for (const Filter& filter : turn().state.filters)
        (filter.sense == Sense::Exclude ? avoided : held) << filterText(filter);
    if (turn().role == Role::User)
        avoided.clear();
    m_pick.enterTurn(m_turn, std::move(avoided), std::move(held));
}

void DialogueWriter::writeUser()
{
    QStringList included, excluded;
    for (const QString& attribute : addedAttributes(turn()))
        (attribute.startsWith(QLatin1Char('!')) ? excluded : included) << attribute;
    for (const char* intent : {"greeting", "others", "reject_response", "accept_response"}) {
        if (has(intent))
            sayUser(intent);
    }
    if (has("item_attribute_question"))
        askAboutTrack();
    sayRemoved();
    sayRequest(included);
    if (!excluded.isEmpty()) {
        const SlotTexts slotTexts{{removedSlot, phrases(excluded, m_book.removed, false)}};
        if (!sayUser("exclude_filter", slotTexts, removedSlot))
            sayUser("remove_filter", slotTexts, removedSlot);
    }
    if (has("continue"))
        sayUser("continue");
    if (m_sentences.isEmpty())
        sayUser("others");
}

void DialogueWriter::sayRequest(const QStringList& included)
{
    if (included.isEmpty()) {
        if (has("initial_query"))
            sayUser("initial_query");
        return;
    }
    const SlotTexts slotTexts{{attributesSlot, phrases(included, m_book.attributes, true)}};
    if (has("initial_query")) {
        if (!m_pick.random().chance(openWithoutValues) && sayUser("initial_query", slotTexts, attributesSlot))
            return;
        sayUser("initial_query");
    }
    sayUser("add_filter", slotTexts, attributesSlot);
}

void DialogueWriter::sayRemoved()
{
    QStringList given, allowed;
    for (const QString& filter : turn().removed)
        (filter.startsWith(QLatin1Char('!')) ? allowed : given) << filter;
    if (!given.isEmpty())
        sayUser("remove_filter", {{removedSlot, phrases(given, m_book.removed, false)}}, removedSlot);
    if (allowed.isEmpty())
        return;
    const SlotTexts slotTexts{{removedSlot, phrases(allowed, m_book.removed, false)},
                              {attributesSlot, phrases(allowed, m_book.attributes, true)}};
    if (!sayUser("allow_filter", slotTexts, removedSlot))
        sayUser("add_filter", slotTexts, attributesSlot);
}

// A track of the list whose title and artist may be said; by the book's word for it where the title is not
// known.
Subject DialogueWriter::subjectAmong(const std::vector<quint32>& tracks)
{
    for (const quint64 i : m_pick.random().sample(tracks.size(), tracks.size())) {
        if (tracks[i] >= m_tracks.size())
            continue;
        const SourceTrack& track = m_tracks[tracks[i]];
        if (!track.artist.isEmpty() && !track.title.isEmpty() && !m_pick.leaks(track.title) &&
            !m_pick.leaks(track.artist))
            return {track.title, track.artist};
    }
    const quint32 first = tracks.empty() ? 0 : tracks.front();
    const QString name = m_book.unnamedTracks.value(0);
    if (tracks.empty() || first >= m_tracks.size() || name.isEmpty())
        return {};
    return {name, m_pick.leaks(m_tracks[first].artist) ? QString() : m_tracks[first].artist};
}

void DialogueWriter::askAboutTrack()
{
    m_subject = m_turn > 0 ? subjectAmong(m_plan.turns[m_turn - 1].tracks) : Subject{};
    if (!m_subject.track.isEmpty())
        sayUser("item_attribute_question", {{QStringLiteral("track"), m_subject.track}});
}

// What a reply may repeat: what the user has just asked for, else the newest filters that hold.
QStringList DialogueWriter::inView() const
{
    QStringList view;
    const auto keep = [&view](const QString& attribute) {
        if (!attribute.startsWith(QLatin1Char('!')) && view.size() < 3)
            view << attribute;
    };
    if (m_turn > 0) {
        for (const QString& attribute : addedAttributes(m_plan.turns[m_turn - 1]))
            keep(attribute);
    }
    const auto& filters = turn().state.filters;
    for (auto it = filters.crbegin(); it != filters.crend() && view.isEmpty(); ++it)
        keep(filterText(*it));
    return view;
}

void DialogueWriter::saySympathy()
{
    const bool reject = userSaid("reject_response");
    const bool accept = userSaid("accept_response");
    if (reject && saySystem("sympathetic_response_to_reject"))
        return;
    if (accept && !reject && saySystem("sympathetic_response_to_accept"))
        return;
    saySystem("sympathetic_response");
}

bool DialogueWriter::parrot()
{
    const QStringList view = inView();
    return !view.isEmpty() &&
           saySystem("parroting_response", {{attributesSlot, phrases(view, m_book.attributes, true)}},
                     attributesSlot);
}

void DialogueWriter::recommend(bool named)
{
    const qsizetype count = static_cast<qsizetype>(turn().tracks.size());
    SlotTexts slotTexts{{QStringLiteral("count"), m_book.numbers.value(count, QString::number(count))}};
    const QStringList view = named || !m_pick.random().chance(nameAgain) ? QStringList() : inView();
    if (!view.isEmpty()) {
        slotTexts.insert(attributesSlot, phrases(view, m_book.attributes, true));
        if (saySystem("passive_recommend", slotTexts, attributesSlot))
            return;
    }
    saySystem("passive_recommend", slotTexts);
}

// Proposals that the user takes up later are the user's to name.
void DialogueWriter::propose()
{
    QStringList proposals;
    for (const QString& attribute : turn().proposed) {
        if (m_due.dueAt(attribute) <= m_turn)
            proposals << attribute;
    }
    const QString text = phrases(proposals.mid(0, 2), m_book.attributes, true);
    if (text.isEmpty() || !saySystem("active_recommend", {{proposedSlot, text}}, proposedSlot))
        recommend(true);
}

void DialogueWriter::askForDetail()
{
    const QStringList any = m_book.detailRequests.value(QStringLiteral("any"));
    if (!say(m_book.detailRequests.value(turn().askedType, any)))
        say(any);
}

void DialogueWriter::writeSystem()
{
    if (has("others"))
        saySystem("others");
    if (has("sympathetic_response"))
        saySympathy();
    if (has("item_attribute_answer") && m_subject.isKnown())
        saySystem("item_attribute_answer",
                  {{QStringLiteral("track"), m_subject.track}, {QStringLiteral("artist"), m_subject.artist}});
    const bool named = has("parroting_response") && parrot();
    if (has("passive_recommend"))
        recommend(named);
    if (has("active_recommend"))
        propose();
    if (has("detail_attribute_request"))
        askForDetail();
    if (has("item_attribute_question")) {
        const Subject subject = subjectAmong(turn().tracks);
        if (subject.isKnown())
            saySystem("item_attribute_question",
                      {{QStringLiteral("track"), subject.track}, {QStringLiteral("artist"), subject.artist}});
    }
    if (has("feedback_request"))
        saySystem("feedback_request");
    if (m_sentences.isEmpty())
        recommend(true);
}

} // namespace

QStringList addedAttributes(const PlanTurn& turn)
{
    QStringList added;
    for (const QString& attribute : turn.attributes) {
        if (isNameable(attribute) && !turn.removed.contains(attribute))
            added << attribute;
    }
    return added;
}

QStringList namedAttributes(const PlanTurn& turn)
{
    QStringList named;
    for (const QString& attribute : turn.attributes) {
        if (isNameable(attribute))
            named << attribute;
    }
    return named;
}

QList<QStringList> namedByTurn(const Plan& plan)
{
    QList<QStringList> named;
    for (const PlanTurn& turn : plan.turns)
        named << namedAttributes(turn);
    return named;
}

QStringList writeByTemplate(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book,
                            MentionFinder& finder, quint64 seed)
{
    return DialogueWriter(plan, tracks, book, finder, seed).write();
}

} // namespace antiphon
