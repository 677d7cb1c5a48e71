// The points of a scale and the word of each.
#pragma once

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace antiphon {

class KeyCap;

inline constexpr int fewestPoints = 2;
inline constexpr int mostPoints = 11;

class AnchorsEditor : public QWidget
{
    Q_OBJECT
public:
    explicit AnchorsEditor(QWidget* parent = nullptr);
    void setWords(const QStringList& words);
    void setKeys(const QStringList& keys); // of the points, as the caps show them
    QStringList words() const;             // as many as there are points

Q_SIGNALS:
    void changed();

private:
    void showPoints();
    QSpinBox* m_points;
    QList<QLineEdit*> m_edits; // all eleven; those beyond the points are hidden
    QList<KeyCap*> m_caps;
};

} // namespace antiphon
