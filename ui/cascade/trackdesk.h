// What is done with the track in hand: its panel filled, its edits saved.
#pragma once

#include "core/catalogue/tracklist.h"
#include "ui/shell/workspace.h"

namespace antiphon {

class EmbeddingSearch;
class TrackPanel;
class TrackTableModel;

class TrackDesk : public QObject
{
    Q_OBJECT
public:
    TrackDesk(const WorkspaceContext& context, TrackTableModel& tracks, TrackPanel& panel);
    void setCatalogue(CatalogueId catalogue); // another one: no track is in hand
    void take(quint32 ordinal);
    void refresh(); // reads what was edited, and the panel again
    void save(const Track& track);

Q_SIGNALS:
    void saved();

private:
    void readPanel();
    void readSimilarities();
    void readNearest();
    WorkspaceContext m_context;
    TrackTableModel& m_tracks;
    TrackPanel& m_panel;
    CatalogueId m_catalogue;
    std::shared_ptr<EmbeddingSearch> m_embeddings; // lives on while a thread asks it
};

} // namespace antiphon
