#include "ui/cascade/trackdesk.h"

#include "core/catalogue/trackeditstore.h"
#include "core/storage/rowhistory.h"
#include "ui/cascade/nearestpanel.h"
#include "ui/cascade/trackform.h"
#include "ui/cascade/trackpanel.h"
#include "ui/cascade/tracktablemodel.h"

namespace antiphon {

namespace {

constexpr quint32 nearShown = 8;

struct NearShown
{
    QList<NearestPanel::Near> near;
    QString remark;
};

// What an imported file does not speak of is no error here, only a remark.
Result<NearShown> nearestOf(const Connection& connection, const CatalogueIndex& index,
                            const NearQuestion& question, EmbeddingSearch& embeddings)
{
    const auto answer = answerNearest(connection, index, question, embeddings);
    if (!answer && answer.error().code == ErrorCode::NotFound)
        return NearShown{{}, TrackDesk::tr("Nothing is known of what is near it.")};
    ANTIPHON_TRY(answer);
    NearShown shown{{}, answer->remark};
    for (const NearItem& each : answer->near) {
        NearestPanel::Near near{{}, each.item, each.item, each.similarity};
        if (question.target == SimilarityTarget::Tracks) {
            near.ordinal = index.findTrack(each.item.toStdString());
            if (!near.ordinal)
                continue; // no longer there
            near.label = trackLabel(index.track(*near.ordinal));
        }
        shown.near << near;
    }
    if (shown.near.isEmpty())
        shown.remark = TrackDesk::tr("Nothing is like it.");
    return shown;
}

} // namespace

TrackDesk::TrackDesk(const WorkspaceContext& context, TrackTableModel& tracks, TrackPanel& panel)
    : QObject(&panel),
      m_context(context),
      m_tracks(tracks),
      m_panel(panel),
      m_embeddings(std::make_shared<EmbeddingSearch>())
{
    connect(panel.nearest(), &NearestPanel::wayChosen, this, &TrackDesk::readNearest);
    connect(panel.nearest(), &NearestPanel::trackAsked, this, &TrackDesk::take);
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
    readSimilarities();
}

void TrackDesk::readSimilarities()
{
    m_context.session.read<QList<Similarity>>(
        this, [id = m_catalogue](const Connection& connection) { return similaritiesOf(connection, id); },
        [this](Result<QList<Similarity>> similarities) {
            if (similarities)
                m_panel.nearest()->setSimilarities(*similarities);
        },
        QStringLiteral("cascade.similarities"));
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
    readNearest();
}

void TrackDesk::readNearest()
{
    if (!m_panel.track() || !m_tracks.list())
        return;
    const quint32 ordinal = m_panel.track()->ordinal;
    NearQuestion question = m_panel.nearest()->question();
    const bool isOfArtists = question.target == SimilarityTarget::Artists;
    question.item = isOfArtists ? m_panel.track()->artist : m_panel.track()->externalId;
    question.k = nearShown;
    m_context.session.readAside<NearShown>(
        this,
        [list = m_tracks.list(), question, embeddings = m_embeddings](const Connection& connection) {
            return nearestOf(connection, *list->index(), question, *embeddings);
        },
        [this, ordinal](Result<NearShown> shown) {
            if (!shown)
                return m_context.notify(noticeOf(shown.error()));
            if (m_panel.track() && m_panel.track()->ordinal == ordinal)
                m_panel.nearest()->showNearest(shown->near, shown->remark);
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
