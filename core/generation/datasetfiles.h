// The shards of one split.
#pragma once

#include "core/base/newfolder.h"
#include "core/generation/datasetexport.h"

namespace antiphon {

class ShardWriter
{
public:
    // `dialogues` of the split are dealt to `shards` files of nearly equal counts, or to files of the
    // request's bytes.
    ShardWriter(const NewFolder& folder, const DatasetRequest& request, const QString& split,
                qint64 dialogues, qint64 shards);

    // A record with its line end. Errors: those of PackedWriter.
    Result<void> add(const QByteArray& record, qint64 turns);
    // Closes the last shard and names all of them "data/train-00000-of-00002.jsonl.gz".
    Result<DatasetPart> finish(double asked);

private:
    bool isFull() const;
    Result<void> close();

    const NewFolder& m_folder;
    const DatasetRequest& m_request;
    qint64 m_dialogues;
    qint64 m_shards;
    DatasetPart m_part;
    std::optional<PackedWriter> m_file;
    qsizetype m_count = 0; // shards begun
};

// ".jsonl.gz"
QString shardEnding(const DatasetRequest& request);

} // namespace antiphon
