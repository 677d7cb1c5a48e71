// Suggestions while coding: learns in the background, shows ghosts, keeps what the coder decides.
#pragma once

#include "core/coding/suggestapply.h"
#include "core/jobs/databasethread.h"
#include "core/llm/endpoint.h"
#include "ui/widgets/dialoguedocument.h"

#include <QSet>
#include <QTimer>

#include <atomic>

namespace antiphon {

class CodingDesk;

// A code that a model proposes for a turn.
struct Ghost
{
    CodeId code = {};
    QString model = {}; // deviceModel, or a server's
    double confidence = 0;
    bool operator==(const Ghost&) const = default;
};

class SuggestionDesk : public QObject
{
    Q_OBJECT
public:
    explicit SuggestionDesk(CodingDesk& desk, QObject* parent = nullptr);
    ~SuggestionDesk() override; // stops learning at once

    // Ghosts stand on this turn, and on its neighbours where these have no code yet.
    void setTurn(int turn);
    void addGhosts(DialogueDocument& document);
    QList<Ghost> ghostsOn(int turn) const; // most confident first

    void acceptFirst(); // on the current turn; says so where there is none
    void refuseFirst();
    // Accepts the ghost that `chip` of the turn is, as addGhosts() laid them out: false where it is none.
    bool acceptChip(int turn, int chip);

    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    void learnNow();
    void stopLearning(); // what was learned before stays
    bool isLearning() const { return m_learning; }
    int percentLearned() const { return *m_percent; }                             // while it learns
    const SuggestModel* model() const { return m_kit ? &m_kit->model : nullptr; } // null: none yet
    const QString& trouble() const { return m_trouble; } // why there is no model; empty: none known
    const QHash<CodeId, float>& ownThresholds() const { return m_own; }
    const QHash<CodeId, VerdictCounts>& verdicts() const { return m_verdicts; }
    void setThreshold(const Code& code, std::optional<float> threshold);

    // Asks a model server for suggestions for the dialogue in hand, as a job.
    void ask(const Endpoint& endpoint);
    void askFirstServer(); // the first endpoint by name

Q_SIGNALS:
    void changed(); // ghosts, model, counts or switch
    void said(const QString& sentence);

private:
    struct Kit // what suggesting needs; read only once made
    {
        SuggestModel model;
        FeatureWords words;
    };
    using SharedKit = std::shared_ptr<const Kit>;
    struct Answer;
    enum class Learn { IfStale, Always };

    void learn(Learn when);
    void adoptKit(const Result<SharedKit>& kit, CoderId coder);
    void readGhosts();
    void adopt(const Answer& answer);
    void decide(int turn, const Ghost& ghost, bool accepted);
    void decideFirst(bool accepted);
    void followCoder();

    CodingDesk& m_desk;
    int m_turn = -1;
    bool m_shown = true;
    bool m_learning = false;
    CoderId m_coder;
    SharedKit m_kit;
    QString m_trouble;
    QHash<TurnId, QList<Ghost>> m_ghosts;
    QHash<int, qsizetype> m_firstGhostChip;     // of each turn, in the document decorated last
    QSet<std::pair<TurnId, CodeId>> m_deciding; // on their way to the disk
    QHash<CodeId, float> m_own;
    QHash<CodeId, VerdictCounts> m_verdicts;
    QTimer m_pause;
    CancelToken m_cancel; // of the learning under way
    std::shared_ptr<std::atomic<int>> m_percent = std::make_shared<std::atomic<int>>(0);
    QTimer m_watch; // tells of the percent while it learns
    DatabaseThread m_reader;
    DatabaseThread m_learner;
};

} // namespace antiphon
