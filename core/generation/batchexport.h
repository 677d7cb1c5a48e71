// A run whose requests go out as files of OpenAI's Batch API instead of over the network.
#pragma once

#include "core/generation/dialoguescript.h"
#include "core/generation/runjob.h"
#include "core/generation/writer.h"

namespace antiphon {

struct BatchExportRequest
{
    RunRequest run; // a run that is there is gone on with, whatever `run.start` says
    QString folder; // new or empty
    qint64 maximumLines = 50'000;
    qint64 maximumBytes = 200'000'000; // of one file
};

struct BatchPart
{
    QString name; // "part-00001.jsonl"
    qint64 requests = 0;
    qint64 bytes = 0;
    QByteArray sha256;
};

struct BatchExport
{
    Run run;
    QList<BatchPart> parts;
    qint64 requests = 0;
    double seconds = 0;
};

// Writes the requests of all plans of the run that have no sample, with the bytes that a live run would send
// (never streamed), into part files and a manifest.json with their digests. Needs neither a key nor a server
// that can be reached. Items that were set aside for trouble that may pass are queued again, with
// `run.retrySetAside` all of them. The folder appears when all is written. A new run is kept by one recorded
// edit. Errors: those of setUpRun(); NotPossible for the template writer, for a prompt that asks turn by turn
// and where nothing is left to write; InvalidValue where the run that is there has other plans or another
// writer; AlreadyExists for a folder with files; Cancelled, DiskFull: no folder and no new run is left.
Result<BatchExport> exportBatch(const QString& projectPath, const BatchExportRequest& request,
                                const Actor& actor, const CancelToken& cancel,
                                const ProgressSink& progress = {});

// What a run asks for a plan, and its bytes: never streamed.
ChatRequest batchQuestion(const ModelWriterParts& parts, const Plan& plan, const DialogueScript& script);
QByteArray batchBody(const ChatRequest& question);

} // namespace antiphon
