// Where one is, and the field to search or do.
#pragma once

#include <QPushButton>
#include <QWidget>

class QMenu;

namespace antiphon {

class ElidedLabel;

class TopBar : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);
    void setProject(const QString& name);
    // "Code", "Dialogue 17": shown as "Code / Dialogue 17".
    void setPlace(const QString& station, const QString& thing);
    QString placeText() const;
    QPushButton* projectButton() const { return m_project; }

Q_SIGNALS:
    void projectMenuRequested();
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPushButton* m_project;
    ElidedLabel* m_place;
};

} // namespace antiphon
