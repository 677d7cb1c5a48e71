// What a map makes of the first rows: the tracks as they would be stored, their types, and the refused rows.
#pragma once

#include "core/catalogue/importpreview.h"
#include "ui/panes/panecontext.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace antiphon {

class CalmTable;
class SectionHeader;
class TabStrip;

class ImportFindings : public QWidget
{
    Q_OBJECT
public:
    ImportFindings(const PaneContext& context, QWidget* parent);
    void showPreview(const ImportPreview& preview);
    void showFault(const QString& sentence); // why there is no preview
    // The rows that an import refused; they can be written to a file.
    void showImport(const CatalogueImport& import);
    void exportRefused();
    const QString& summary() const { return m_summary; } // what it gives, in a line

private:
    QLayout* makeGiven();
    QLayout* makeRefused();
    void showTracks(const ImportPreview& preview);
    void showTypes(const QList<ImportPreview::Type>& types);
    void showRefused(const QList<RejectedTrack>& refused, qint64 all);
    void setSummary(const QString& summary);
    PaneContext m_context;
    SectionHeader* m_header;
    SectionHeader* m_refusedHeader;
    TabStrip* m_tabs;
    QStackedWidget* m_given;
    QStandardItemModel* m_tracks;
    QStandardItemModel* m_types;
    QStandardItemModel* m_refused;
    CalmTable* m_trackTable;
    CalmTable* m_typeTable;
    CalmTable* m_refusedTable;
    QPushButton* m_export;
    QList<RejectedTrack> m_listed;
    QString m_summary;
};

} // namespace antiphon
