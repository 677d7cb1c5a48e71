#include "ui/cascade/trackdesk.h"

#include "core/catalogue/trackeditstore.h"
#include "core/storage/rowhistory.h"
#include "ui/cascade/trackform.h"
#include "ui/cascade/trackpanel.h"
#include "ui/cascade/tracktablemodel.h"

namespace antiphon {

namespace {

constexpr quint32 nearTracks = 8;

} // namespace

TrackDesk::TrackDesk(const WorkspaceContext& context, TrackTableModel& tracks, TrackPanel& panel)
    : QObject(&panel), m_context(context), m_tracks(tracks), m_panel(panel)
{
    connect(panel.form(), &TrackForm::saveRequested, this, &TrackDesk::save);
    connect(&context.session, &ProjectSession::changed, this, &TrackDesk::refresh);
}

void TrackDesk::setCatalogue(CatalogueId catalogue)
{
    if (catalogue == m_catalogue)
        return;
    m_catalogue = catalogue;
    m_panel.clear();
    m_tracks.setRows({}, {});
    m_tracks.setEdited({});
    refresh();
}

void TrackDesk::refresh()
{
    if (m_catalogue.isNull())
        return;
    m_context.session.read<QList<Track>>(
        this, [id = m_catalogue](const Connection& connection) { return editedTracks(connection, id); },
        [this](Result<QList<Track>> edited) {
            if (!edited)
                return m_context.notify(noticeOf(edited.error()));
            m_tracks.setEdited(*edited);
            readPanel();
        },
        QStringLiteral("cascade.edited"));
}

void TrackDesk::take(quint32 ordinal)
{
    if (!m_tracks.list() || ordinal >= m_tracks.list()->index()->trackCount())
        return;
    m_panel.showTrack(m_tracks.track(ordinal));
    readPanel();
}

void TrackDesk::readPanel()
{
    if (!m_panel.track() || !m_tracks.list())
        return;
    const quint32 ordinal = m_panel.track()->ordinal;
    if (ordinal >= m_tracks.list()->index()->trackCount())
        return m_panel.clear();
    m_panel.showTrack(m_tracks.track(ordinal));
    m_panel.form()->setIndex(m_tracks.list()->index());
    m_context.session.readAside<QList<HistoryEntry>>(
        this,
        [id = m_catalogue, ordinal](const Connection& connection) {
            return editsOfTrack(connection, id, ordinal);
        },
        [this, ordinal](Result<QList<HistoryEntry>> edits) {
            if (edits && m_panel.track() && m_panel.track()->ordinal == ordinal)
                m_panel.showEdits(*edits);
        },
        QStringLiteral("cascade.trackedits"));
    readNearest(ordinal);
}

void TrackDesk::readNearest(quint32 ordinal)
{
    m_context.session.readAside<QList<TrackPanel::Near>>(
        this,
        [list = m_tracks.list(), ordinal](const Connection&) -> Result<QList<TrackPanel::Near>> {
            QList<TrackPanel::Near> near;
            for (const NearTrack& each : nearestTracks(*list->index(), ordinal, nearTracks))
                near << TrackPanel::Near{each.track, trackLabel(list->index()->track(each.track)),
                                         each.similarity};
            return near;
        },
        [this, ordinal](Result<QList<TrackPanel::Near>> near) {
            if (near && m_panel.track() && m_panel.track()->ordinal == ordinal)
                m_panel.showNearest(*near);
        },
        QStringLiteral("cascade.nearest"));
}

void TrackDesk::save(const Track& track)
{
    m_context.session.edit(
        tr("Edit track %1").arg(trackLabel(track)),
        [id = m_catalogue, track](const Connection& connection) { return editTrack(connection, id, track); },
        this,
        [this](Result<void> result) {
            if (!result)
                return; // the window tells
            m_panel.endEdit();
            Q_EMIT saved();
        });
}

} // namespace antiphon
