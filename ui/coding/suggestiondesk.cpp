#include "ui/coding/suggestiondesk.h"

#include "core/coding/codingstore.h"
#include "ui/coding/codingdesk.h"

#include <QThread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace antiphon {

namespace {

constexpr int pauseMs = 3'000; // in the coding, before learning anew
constexpr int watchMs = 250;
constexpr qint64 enoughNew = 20;    // turns coded since the model was made
constexpr qsizetype mostGhosts = 6; // on one turn

// Learning takes many small pieces, which the library would keep for the next time.
void giveBackMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

// A stop that comes while another writer is waited for still leaves the old model.
Result<void> keep(const Connection& connection, CoderId coder, const SuggestModel& model,
                  const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(auto writing, Transaction::begin(connection));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("learning suggestions"),
                    SuggestionDesk::tr("It was stopped."));
    ANTIPHON_TRY(writeSuggestModel(connection, coder, model));
    return writing.commit();
}

QString unlearned(const Error& error)
{
    return error.detail.isEmpty() ? errorSentence(error) : error.detail;
}

} // namespace

struct SuggestionDesk::Answer
{
    DialogueId dialogue;
    CoderId coder;
    bool shown = true;
    QHash<TurnId, QList<Ghost>> ghosts;
    QHash<CodeId, float> own;
    QHash<CodeId, VerdictCounts> verdicts;
};

SuggestionDesk::SuggestionDesk(CodingDesk& desk, QObject* parent)
    : QObject(parent),
      m_desk(desk),
      m_reader(desk.context().session.path(), Access::ReadOnly),
      m_learner(desk.context().session.path(), Access::ReadWrite)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { learn(Learn::IfStale); });
    connect(&desk, &CodingDesk::codersChanged, this, &SuggestionDesk::followCoder);
    connect(&desk, &CodingDesk::dialogueShown, this, &SuggestionDesk::readGhosts);
    connect(&m_watch, &QTimer::timeout, this, &SuggestionDesk::changed);
    connect(&desk.context().session, &ProjectSession::changed, this, [this] {
        readGhosts();
        m_pause.start();
    });
}

SuggestionDesk::~SuggestionDesk()
{
    m_cancel.cancel();
}

void SuggestionDesk::followCoder()
{
    if (m_desk.coderId() == m_coder)
        return;
    m_coder = m_desk.coderId();
    m_kit.reset();
    m_ghosts.clear();
    m_verdicts.clear();
    m_own.clear();
    m_trouble.clear();
    Q_EMIT changed();
    readGhosts();
    learn(Learn::IfStale);
}

void SuggestionDesk::stopLearning()
{
    m_cancel.cancel();
}

void SuggestionDesk::learnNow()
{
    learn(Learn::Always);
}

// One question on a connection of its own: is the model there and fresh, and if not, make it.
void SuggestionDesk::learn(Learn when)
{
    if (m_coder.isNull() || m_learning || (!m_shown && when == Learn::IfStale))
        return;
    m_learning = true;
    m_cancel = CancelToken();
    *m_percent = 0;
    m_watch.start(watchMs);
    Q_EMIT changed();
    m_learner.ask<SharedKit>(
        this,
        [coder = m_coder, when, had = m_kit, cancel = m_cancel,
         percent = m_percent](const Connection& connection) -> Result<SharedKit> {
            auto kit = std::make_shared<Kit>();
            const TimePoint started = now();
            if (when == Learn::IfStale) {
                ANTIPHON_TRY_ASSIGN(auto stored, readSuggestModel(connection, coder));
                const TimePoint since = stored ? stored->trainedAt : 0;
                ANTIPHON_TRY_ASSIGN(const qint64 fresh, turnsCodedSince(connection, coder, since, enoughNew));
                if (fresh < enoughNew && !stored)
                    return fail(ErrorCode::NotPossible, QStringLiteral("learning suggestions"),
                                tr("It begins to learn when %1 turns are coded; so far there are %2.")
                                    .arg(enoughNew)
                                    .arg(fresh));
                if (fresh < enoughNew) {
                    if (had && had->model.trainedAt == stored->trainedAt)
                        return had;
                    kit->model = std::move(*stored);
                    ANTIPHON_TRY_ASSIGN(kit->words, readFeatureWords(connection));
                    return SharedKit(kit);
                }
            }
            ANTIPHON_TRY_ASSIGN(SuggestCorpus corpus,
                                readSuggestCorpus(connection, coder, mostTurnsLearned, cancel));
            TrainOptions options;
            options.threads = QThread::idealThreadCount();
            ExampleSet examples =
                examplesOf(corpus.dialogues, corpus.codes, corpus.words, options.threads, cancel);
            corpus.dialogues = {};
            ANTIPHON_TRY_ASSIGN(
                kit->model,
                trainSuggestModel(std::move(examples), options, cancel, [percent](const Progress& steps) {
                    *percent = static_cast<int>(100 * steps.done / std::max<qint64>(1, steps.total));
                }));
            kit->model.trainedAt = started;
            ANTIPHON_TRY(keep(connection, coder, kit->model, cancel));
            kit->words = std::move(corpus.words);
            giveBackMemory();
            return SharedKit(kit);
        },
        [this, coder = m_coder](const Result<SharedKit>& kit) { adoptKit(kit, coder); });
}

void SuggestionDesk::adoptKit(const Result<SharedKit>& kit, CoderId coder)
{
    m_learning = false;
    m_watch.stop();
    if (coder != m_coder) {
        learn(Learn::IfStale);
        return;
    }
    if (kit) {
        m_kit = *kit;
        m_trouble.clear();
        readGhosts();
    } else if (kit.error().code != ErrorCode::Cancelled) {
        m_trouble = unlearned(kit.error());
    }
    Q_EMIT changed();
}

void SuggestionDesk::readGhosts()
{
    if (m_coder.isNull() || m_desk.dialogue().id.isNull())
        return;
    m_reader.ask<Answer>(
        this,
        [id = m_desk.dialogue().id, coder = m_coder,
         kit = m_kit](const Connection& connection) -> Result<Answer> {
            Answer answer;
            answer.dialogue = id;
            answer.coder = coder;
            ANTIPHON_TRY_ASSIGN(answer.shown, suggestionsShown(connection));
            ANTIPHON_TRY_ASSIGN(answer.own, antiphon::ownThresholds(connection, coder));
            ANTIPHON_TRY_ASSIGN(answer.verdicts, verdictCounts(connection, coder));
            if (!answer.shown)
                return answer;
            ANTIPHON_TRY_ASSIGN(const auto refused, refusedSuggestions(connection, id, coder));
            ANTIPHON_TRY_ASSIGN(const auto stored, storedSuggestions(connection, id, coder));
            if (kit) {
                ANTIPHON_TRY_ASSIGN(const auto dialogue, readSuggestDialogue(connection, id, coder));
                const auto byTurn = suggestionsForDialogue(kit->model, kit->words, answer.own, dialogue);
                for (qsizetype t = 0; t < byTurn.size(); ++t) {
                    const TurnId turn = dialogue.turns[t].id;
                    for (const Suggestion& suggestion : byTurn[t]) {
                        if (suggestion.isSure() && !refused.value(turn).contains(suggestion.code))
                            answer.ghosts[turn] << Ghost{suggestion.code, QLatin1String(deviceModel),
                                                         double(suggestion.confidence)};
                    }
                }
            }
            for (const StoredSuggestion& suggestion : stored) {
                QList<Ghost>& ghosts = answer.ghosts[suggestion.turn];
                const bool isThere = std::any_of(ghosts.begin(), ghosts.end(), [&](const Ghost& ghost) {
                    return ghost.code == suggestion.code;
                });
                if (!isThere && (suggestion.model != QLatin1String(deviceModel) || !kit))
                    ghosts << Ghost{suggestion.code, suggestion.model, suggestion.confidence};
            }
            for (QList<Ghost>& ghosts : answer.ghosts)
                std::stable_sort(ghosts.begin(), ghosts.end(),
                                 [](const Ghost& a, const Ghost& b) { return a.confidence > b.confidence; });
            return answer;
        },
        [this](const Result<Answer>& answer) {
            if (answer && answer->coder == m_coder && answer->dialogue == m_desk.dialogue().id)
                adopt(*answer);
        },
        QStringLiteral("ghosts"));
}

void SuggestionDesk::adopt(const Answer& answer)
{
    m_shown = answer.shown;
    m_ghosts = answer.ghosts;
    m_own = answer.own;
    m_verdicts = answer.verdicts;
    Q_EMIT changed();
}

void SuggestionDesk::setTurn(int turn)
{
    if (turn == m_turn)
        return;
    m_turn = turn;
    if (!m_ghosts.isEmpty())
        Q_EMIT changed();
}

QList<Ghost> SuggestionDesk::ghostsOn(int turn) const
{
    QList<Ghost> open;
    const auto& turns = m_desk.dialogue().turns;
    if (!m_shown || turn < 0 || turn >= turns.size())
        return open;
    const TurnId id = turns[turn].id;
    const QList<Code> given = m_desk.codesOn(turn);
    for (const Ghost& ghost : m_ghosts.value(id)) {
        const bool isGiven =
            std::any_of(given.begin(), given.end(), [&](const Code& code) { return code.id == ghost.code; });
        if (!isGiven && m_desk.codeById(ghost.code) && !m_deciding.contains({id, ghost.code}))
            open << ghost;
    }
    return open.mid(0, mostGhosts);
}

void SuggestionDesk::addGhosts(DialogueDocument& document)
{
    m_firstGhostChip.clear();
    for (int turn = std::max(0, m_turn - 1); turn <= m_turn + 2 && turn < document.turns.size(); ++turn) {
        if (turn != m_turn && !m_desk.codesOn(turn).isEmpty())
            continue;
        QList<DialogueChip>& chips = document.turns[turn].chips;
        m_firstGhostChip.insert(turn, chips.size());
        for (const Ghost& ghost : ghostsOn(turn)) {
            const Code* code = m_desk.codeById(ghost.code);
            const bool isDevice = ghost.model == QLatin1String(deviceModel);
            const QString confidence = QLocale().toString(ghost.confidence, 'f', 2);
            const QString by = isDevice ? tr("learned from your codings") : tr("by %1").arg(ghost.model);
            chips << DialogueChip{
                isDevice ? QStringLiteral("%1 %2").arg(code->name, confidence)
                         : QStringLiteral("%1 %2 · %3").arg(code->name, confidence, ghost.model),
                code->colour, ChipStyle::Ghost,
                tr("Suggested, %1. Accept the first one with Space, refuse it with Shift+Space; a click "
                   "accepts this one.")
                    .arg(by),
                QStringLiteral("ghost/%1").arg(code->id.toText())};
        }
    }
}

bool SuggestionDesk::acceptChip(int turn, int chip)
{
    const auto first = m_firstGhostChip.constFind(turn);
    const QList<Ghost> ghosts = ghostsOn(turn);
    if (first == m_firstGhostChip.constEnd() || chip < *first || chip - *first >= ghosts.size())
        return false;
    decide(turn, ghosts[chip - *first], true);
    return true;
}

void SuggestionDesk::acceptFirst()
{
    decideFirst(true);
}

void SuggestionDesk::refuseFirst()
{
    decideFirst(false);
}

void SuggestionDesk::decideFirst(bool accepted)
{
    const QList<Ghost> ghosts = ghostsOn(m_turn);
    if (!ghosts.isEmpty())
        decide(m_turn, ghosts.first(), accepted);
    else
        Q_EMIT said(m_shown ? tr("Nothing is suggested for this turn") : tr("Suggestions are switched off"));
}

void SuggestionDesk::decide(int turn, const Ghost& ghost, bool accepted)
{
    const Code* code = m_desk.codeById(ghost.code);
    const SuggestionVerdict verdict{m_desk.placeOf(turn), ghost.code, ghost.model, ghost.confidence,
                                    accepted};
    const std::pair<TurnId, CodeId> key{verdict.place.turn, ghost.code};
    m_deciding.insert(key);
    const QString label =
        accepted ? tr("Accept the suggestion %1 on turn %2") : tr("Refuse the suggestion %1 on turn %2");
    m_desk.context().session.edit(
        label.arg(code->name).arg(turn + 1),
        [verdict, name = m_desk.coder()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            return decideSuggestion(connection, coder.id, verdict);
        },
        this,
        [this, key, accepted, turnId = verdict.place.turn](const Result<void>& result) {
            if (result && !accepted)
                m_ghosts[turnId].removeIf([&](const Ghost& other) { return other.code == key.second; });
            m_deciding.remove(key);
            readGhosts();
            Q_EMIT changed();
        });
    Q_EMIT said(accepted ? tr("Accepted %1").arg(code->name) : tr("Refused %1").arg(code->name));
    Q_EMIT changed();
}

void SuggestionDesk::setShown(bool shown)
{
    m_desk.context().session.edit(
        shown ? tr("Switch suggestions on") : tr("Switch suggestions off"),
        [shown](const Connection& connection) { return setSuggestionsShown(connection, shown); });
}

void SuggestionDesk::setThreshold(const Code& code, std::optional<float> threshold)
{
    m_desk.context().session.edit(tr("Set the threshold of %1").arg(code.name),
                                  [coder = m_coder, id = code.id, threshold](const Connection& connection) {
                                      return setOwnThreshold(connection, coder, id, threshold);
                                  });
}

} // namespace antiphon
