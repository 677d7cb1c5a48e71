#include "ui/coding/versionspage.h"

#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum VersionColumn { NumberColumn, NameColumn, NoteColumn, CodesColumn, WhoColumn, WhenColumn };
enum ChangeColumn { KindColumn, WhatColumn, CodingsColumn };

struct Changes
{
    TaxonomyDiff diff;
    QList<qint64> codings; // of each change
};

QString kindTitle(TaxonomyChangeKind kind)
{
    switch (kind) {
    case TaxonomyChangeKind::Added:
        return VersionsPage::tr("Added");
    case TaxonomyChangeKind::Removed:
        return VersionsPage::tr("Removed");
    case TaxonomyChangeKind::Renamed:
        return VersionsPage::tr("Renamed");
    case TaxonomyChangeKind::Redefined:
        return VersionsPage::tr("Redefined");
    case TaxonomyChangeKind::Moved:
        return VersionsPage::tr("Moved");
    case TaxonomyChangeKind::Merged:
        return VersionsPage::tr("Merged");
    case TaxonomyChangeKind::Split:
        break;
    }
    return VersionsPage::tr("Split");
}

} // namespace

VersionsPage::VersionsPage(CodingDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(makeVersions());
    splitter->addWidget(makeChanges());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(makeForm());
    column->addWidget(splitter, 1);
    setFocusProxy(m_list->table());
    connect(&desk.context().session, &ProjectSession::changed, this, &VersionsPage::read);
    connect(&desk, &CodingDesk::codersChanged, this, &VersionsPage::read);
}

QWidget* VersionsPage::makeForm()
{
    auto* form = new QWidget(this);
    m_name = new QLineEdit(form);
    m_name->setPlaceholderText(tr("Name of the new version"));
    m_name->setAccessibleName(tr("Name of the new version"));
    m_note = new QLineEdit(form);
    m_note->setPlaceholderText(tr("Note (optional)"));
    m_note->setAccessibleName(tr("Note"));
    m_publish = new QPushButton(tr("Publish"), form);
    m_publish->setToolTip(tr("Freeze the codebook as it stands under this name (Enter)"));
    m_publish->setEnabled(false);
    makePrimary(m_publish);
    auto* row = new QHBoxLayout(form);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_name, 1);
    row->addWidget(m_note, 2);
    row->addWidget(m_publish);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& name) { m_publish->setEnabled(!name.trimmed().isEmpty()); });
    for (QLineEdit* field : {m_name, m_note})
        connect(field, &QLineEdit::returnPressed, this, &VersionsPage::publish);
    connect(m_publish, &QPushButton::clicked, this, &VersionsPage::publish);
    return form;
}

QWidget* VersionsPage::makeVersions()
{
    const Qt::Alignment right = Qt::AlignRight;
    m_list =
        new TablePane(m_desk.context(),
                      {tr("Versions of the codebook"), tr("Filter versions"),
                       tr("No version is published yet. Publishing freezes the codebook under a name, so "
                          "that figures, recipes and readers can say which one they mean."),
                       QStringLiteral("versions.csv")},
                      {{tr("No."), right},
                       {tr("Name")},
                       {tr("Note")},
                       {tr("Codes"), right},
                       {tr("Published by")},
                       {tr("When")}},
                      NoteColumn, TextTableModel::Boxes::None, this);
    m_list->setContentsMargins(0, metrics::gap, 0, metrics::gap);
    m_list->table()->setObjectName(QStringLiteral("versions"));
    QHeaderView* header = m_list->table()->horizontalHeader();
    header->resizeSection(NumberColumn, 56);
    header->resizeSection(NameColumn, 200);
    header->resizeSection(CodesColumn, 80);
    header->resizeSection(WhoColumn, 140);
    header->resizeSection(WhenColumn, 150);
    connect(m_list->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &VersionsPage::readChanges);
    return m_list;
}

QWidget* VersionsPage::makeChanges()
{
    auto* lower = new QWidget(this);
    m_changes = new TablePane(m_desk.context(),
                              {tr("What changed"), tr("Filter changes"), tr("Choose a version above."),
                               QStringLiteral("changes.csv")},
                              {{tr("Change")}, {tr("Codes")}, {tr("Codings now"), Qt::AlignRight}},
                              WhatColumn, TextTableModel::Boxes::None, lower);
    m_against = new QComboBox(lower);
    m_against->setAccessibleName(tr("Compared with"));
    m_against->setToolTip(tr("The later version that the one above is compared with"));
    m_against->setMinimumContentsLength(20);
    m_changes->bar()->addWidget(m_against);
    m_hash = new TextLabel({}, TextSize::Caption, Tone::Muted, lower);
    m_hash->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_changes->table()->horizontalHeader()->resizeSection(KindColumn, 120);
    m_changes->table()->horizontalHeader()->resizeSection(CodingsColumn, 110);
    auto* column = new QVBoxLayout(lower);
    column->setContentsMargins(0, metrics::padding, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_changes, 1);
    column->addWidget(m_hash);
    connect(m_against, &QComboBox::activated, this, &VersionsPage::readChanges);
    return lower;
}

void VersionsPage::navigate(const QString& target)
{
    if (target == QStringLiteral("publish"))
        m_name->setFocus(Qt::ShortcutFocusReason);
}

void VersionsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void VersionsPage::publish()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    const WorkspaceContext& context = m_desk.context();
    context.session.edit(
        publishLabel(name),
        [name, note = m_note->text().trimmed(),
         actor = context.session.actor()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version,
                                publishTaxonomy(connection, actor, name, note));
            Q_UNUSED(version)
            return {};
        },
        this,
        [this](const Result<void>& done) {
            if (!done)
                return;
            m_name->clear();
            m_note->clear();
            m_list->table()->setFocus(Qt::OtherFocusReason);
        });
}

void VersionsPage::read()
{
    if (!isVisible())
        return;
    m_desk.context().session.readAside<QList<TaxonomyVersion>>(
        this, [](const Connection& connection) { return readTaxonomyVersions(connection); },
        [this](const Result<QList<TaxonomyVersion>>& versions) {
            if (versions)
                showVersions(*versions);
            else
                m_desk.context().notify(noticeOf(versions.error()));
        },
        QStringLiteral("coding.versions"));
}

void VersionsPage::showVersions(const QList<TaxonomyVersion>& versions)
{
    const QString against = m_against->currentData().toString();
    const QSignalBlocker quiet(m_against);
    m_versions = QList<TaxonomyVersion>(versions.crbegin(), versions.crend());
    m_against->clear();
    m_against->addItem(tr("the codebook as it stands"), currentTaxonomyName());
    QList<QList<TextCell>> rows;
    const TimePoint at = now();
    for (const TaxonomyVersion& version : std::as_const(m_versions)) {
        m_against->addItem(version.name, version.name);
        const auto codes = static_cast<qint64>(version.content.codebook.codes.size());
        rows << QList<TextCell>{{countText(version.number), version.number},
                                {version.name},
                                {version.note, {}, version.note},
                                {countText(codes), codes},
                                {version.actor},
                                {timeText(version.publishedAt, at), version.publishedAt}};
    }
    m_against->setCurrentIndex(std::max(0, m_against->findData(against)));
    m_against->setEnabled(!m_versions.isEmpty());
    m_list->setRemark(countedText(rows.size(), tr("version"), tr("versions")));
    m_list->setRows(std::move(rows));
    if (m_list->currentRow() < 0 && !m_versions.isEmpty())
        m_list->table()->selectRow(0);
    readChanges();
}

QString VersionsPage::versionInHand() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_versions.size() ? m_versions[row].name : QString();
}

void VersionsPage::readChanges()
{
    const QString before = versionInHand();
    const QString after = m_against->currentData().toString();
    m_hash->setText(before.isEmpty()
                        ? QString()
                        : tr("SHA-256 of %1: %2").arg(before, m_versions[m_list->currentRow()].hash));
    if (before.isEmpty()) {
        m_changes->setEmptyText(tr("Choose a version above."));
        m_changes->setRows({});
        m_changes->setRemark({});
        return;
    }
    m_desk.context().session.readAside<Changes>(
        this,
        [before, after](const Connection& connection) -> Result<Changes> {
            Changes changes;
            ANTIPHON_TRY_ASSIGN(changes.diff, taxonomyDiff(connection, before, after));
            ANTIPHON_TRY_ASSIGN(changes.codings, codingsAffected(connection, changes.diff));
            return changes;
        },
        [this, before](const Result<Changes>& changes) {
            if (!changes) {
                m_desk.context().notify(noticeOf(changes.error()));
                return;
            }
            QList<QList<TextCell>> rows;
            for (qsizetype i = 0; i < changes->diff.changes.size(); ++i) {
                const TaxonomyChange& change = changes->diff.changes[i];
                const QString text = taxonomyChangeText(change);
                rows << QList<TextCell>{{kindTitle(change.kind)},
                                        {text, {}, text},
                                        {countText(changes->codings[i]), changes->codings[i]}};
            }
            m_changes->setEmptyText(tr("Nothing that carries meaning is different."));
            m_changes->setRemark(
                tr("From %1: %2").arg(before, countedText(rows.size(), tr("change"), tr("changes"))));
            m_changes->setRows(std::move(rows));
        },
        QStringLiteral("coding.changes"));
}

} // namespace antiphon
