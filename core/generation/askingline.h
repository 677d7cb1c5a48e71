// Items that a model writes: many talks at once, none with a thread of its own.
#pragma once

#include "core/generation/itemtalk.h"
#include "core/llm/chatpool.h"

#include <deque>
#include <thread>
#include <unordered_map>

namespace antiphon {

// One thread reads plans ahead, puts questions to a pool and goes on with each talk when its reply is there.
// Replies that the project kept are taken without asking. Held by RunControl: paused it begins nothing new;
// what the items under way and the next may cost must fit the budget.
class AskingLine final : public RunLine
{
public:
    AskingLine(QString projectPath, const RunSetup& setup);
    ~AskingLine() override;

    std::vector<LineItem> take(int patienceMs) override { return m_done.take(patienceMs); }
    bool isOver() override { return m_done.isOver(); }
    void stop() override;
    void beginUpTo(size_t plans) override { m_upTo = std::min(plans, m_setup.pending.size()); }
    void finish() override { m_finishing = true; }
    std::optional<Error> failure() override { return m_done.failure(); }
    QString note() override;
    void tell(RunTally& tally) override;

private:
    using TalkNumber = quint64;
    struct Reply
    {
        TalkNumber talk = 0;
        ChatResult result;
    };
    // What the network thread hands over; it may outlive the line's thread.
    struct Inbox
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<Reply> replies;
        TalkNumber shown = 0; // the talk whose text is shown while it grows; 0: the next that brings any
        QString text;
    };
    struct Talk
    {
        ItemTalk talk;
        Lease lease;
    };
    struct Waiting
    {
        Plan plan;
        Lease lease;
    };
    struct Counts
    {
        qint64 requests = 0, fromCache = 0, repaired = 0, freshTries = 0;
        int inFlight = 0;
        QMap<QString, qint64> trouble;
    };

    void work();
    Result<void> workThrough();
    std::vector<Reply> awaitReplies();
    Result<void> takeReply(Reply reply);
    Result<void> goOn(TalkNumber number);
    Result<std::optional<ChatResult>> keptReplyTo(const ChatRequest& question);
    void ask(TalkNumber number, const ChatRequest& question, quint64 jitterSeed);
    void handOver(TalkNumber number);
    void noteReply(const ChatResult& result);

    bool mayBegin();
    bool fitsBudget();
    double expectedCost();
    Result<void> beginTalks();
    Result<void> readAhead();
    int mostAtOnce();
    void followConcurrency();
    bool hasEnded();

    QString m_path;
    const RunSetup& m_setup;
    const ModelWriterParts& m_model;
    ItemQueue m_done;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>();
    std::unique_ptr<ChatPool> m_pool;
    CancelToken m_ending;
    std::atomic<bool> m_finishing = false;
    std::atomic<size_t> m_upTo;
    std::mutex m_countsMutex;
    Counts m_counts;
    QString m_note;

    // Of the line's thread alone.
    std::optional<Connection> m_connection;
    std::optional<ReplyReader> m_kept;
    std::unordered_map<TalkNumber, Talk> m_talks;
    std::deque<Waiting> m_ahead;
    TalkNumber m_lastTalk = 0;
    size_t m_next = 0;           // of the pending plans, to be read
    int m_concurrency = 0;       // as the pool was told; 0: as it began
    double m_spent = 0;          // of this session, with items not yet stored
    qint64 m_ended = 0;          // items that cost something
    std::optional<Error> m_held; // told to wait for longer than a question may
    bool m_budgetUsedUp = false;

    std::thread m_thread;
};

} // namespace antiphon
