// Performing a run: plans in, samples with provenance out.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/generation/run.h"
#include "core/generation/runchecks.h"
#include "core/generation/runcontrol.h"
#include "core/llm/keyring.h"
#include "core/storage/edithistory.h"

#include <QMap>

#include <optional>

namespace antiphon {

enum class RunStart {
    New,
    Resume, // goes on with a run that was stopped or killed; what is finished stays
    Append  // takes samples made elsewhere into a run that is there; what was set aside stays so
};

struct RunRequest
{
    RunStart start = RunStart::New;
    QString name;                        // of the run and of its source
    QString planSet;                     // name; not needed to resume
    QString writer = templateWriterName; // or an endpoint's name; not needed to resume
    QString prompt;                      // "NAME" or "NAME@VERSION"; empty: the shipped one
    QString phraseFile;                  // for the template writer; empty: the shipped phrases
    quint64 seed = 1;
    qint64 limit = 0;           // the first so many plans; 0: all, or as it was when resuming
    int concurrency = 0;        // writers at the same time; 0: the endpoint's setting, or one a processor
    bool retrySetAside = false; // when resuming: also those whose failure will not pass by itself
    bool useCache = true;       // a request that a model answered before is not sent again
    qint64 pilot = 0;           // so many plans, spread over all, are written first; 0: no pilot
    bool goOnAfterPilot = true; // else the run stops behind its pilot and can be resumed
    bool wait = false;          // for its turn where another run is being written
    int priority = 0;           // of those that wait the highest goes first
    std::shared_ptr<KeyRing> keyRing;   // for endpoints whose key lies there; null: none can be read
    bool reachesServers = true;         // false: no key is read, for those who only write or read files
    std::optional<quint64> rewriteSeed; // with Append: the writer's, in place of the run's
    RunControl control;                 // what a person changes meanwhile; the copy that the caller keeps
};

// What a whole run will take, after its pilot; from the mean of `items` finished ones and its 95 % interval
// (Student's t).
struct RunEstimate
{
    struct Range
    {
        double value = 0;
        double low = 0;
        double high = 0;
    };
    qint64 items = 0;
    Range seconds;
    Range promptTokens;
    Range completionTokens;
    std::optional<Range> cost; // nothing where the endpoint has no price
};

// How a run stands while it is written.
struct RunTally
{
    qint64 planned = 0;
    qint64 samples = 0;      // of the whole run
    qint64 setAside = 0;     // of the whole run
    qint64 written = 0;      // samples of this session
    qint64 promptTokens = 0; // of this session
    qint64 completionTokens = 0;
    qint64 elapsedMs = 0;
    QMap<QString, qint64> failures; // set aside in this session, by kind
    QString latest;                 // the newest sample's first words

    qint64 fromCache = 0;  // requests of this session that the project had an answer to
    qint64 requests = 0;   // sent in this session
    qint64 repaired = 0;   // items whose unusable reply was sent back
    qint64 freshTries = 0; // items begun anew with another seed
    qint64 repeated = 0;   // resumed: plans that were in flight when the run died
    qint64 finished = 0;   // resumed: plans that were finished before
    int inFlight = 0;      // items under way
    int allowed = 0;       // requests that the endpoints take at once just now
    bool paused = false;
    std::optional<double> spent;      // money of the whole run; nothing where the endpoint has no price
    std::optional<double> etaSeconds; // to the end at the pace of the last minutes; nothing until known
    std::optional<double> perMinute;  // dialogues
    QMap<QString, qint64> trouble;    // every failed reply of this session by kind, also those made good
    RunCheckTally checks;             // of what a model wrote in this session; the template writer's are not
    QString streaming;                // the growing text of one item; empty where replies come whole
    std::optional<RunEstimate> estimate; // once the pilot is written
};
using RunObserver = std::function<void(const RunTally&)>;

struct RunOutcome
{
    Run run;
    RunTally tally;
    QString note; // why it stopped by the person's own rules, in one sentence: the pilot, the budget
};

// Writes the samples of a plan set in threads of its own and stores them with one run item a plan in the same
// transaction, so that a killed run loses nothing that is counted and repeats nothing. Ends with a recorded
// edit that publishes the source. Holds the bulk lock "run". `observe` is called in this thread about ten
// times a second. Errors: NotFound (plan set, endpoint, prompt, run to resume); those of keysOf();
// AlreadyExists (a run or source of that name); ProjectBusy; Cancelled when told to stop: what is finished is
// kept, published and can be resumed; the endpoint's trouble as an error, with the same promise.
Result<RunOutcome> performRun(const QString& projectPath, const RunRequest& request, const Actor& actor,
                              const CancelToken& cancel, const ProgressSink& progress,
                              const RunObserver& observe = {});

} // namespace antiphon
