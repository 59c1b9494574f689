//! Learns the weights of a [`Network`] by stochastic gradient descent with AdaGrad and averaging.

use std::collections::HashMap;

use gainsay::language::network::{Feature, Network, Parts};

/// A small generator of pseudo-random numbers (SplitMix64), so that training gives the same weights everywhere.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Puts a list in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}

/// Weights with the sums of their squared gradients and of their past values.
struct Weights {
    now: Vec<f32>,
    squares: Vec<f32>,
    sum: Vec<f32>,
}

impl Weights {
    fn new(now: Vec<f32>) -> Self {
        Self { squares: vec![1e-4; now.len()], sum: vec![0.0; now.len()], now }
    }

    fn step(&mut self, from: usize, gradients: &[f32], rate: f32) {
        let now = &mut self.now[from..from + gradients.len()];
        let squares = &mut self.squares[from..from + gradients.len()];
        for ((weight, square), &gradient) in now.iter_mut().zip(squares).zip(gradients) {
            *square += gradient * gradient;
            *weight -= rate * gradient / square.sqrt();
        }
    }

    fn average(&mut self) {
        for (sum, now) in self.sum.iter_mut().zip(&self.now) {
            *sum += now;
        }
    }

    fn mean(&self, count: f32) -> Vec<f32> {
        self.sum.iter().map(|sum| sum / count).collect()
    }
}

/// A network in training.
pub struct Learner {
    /// The names of the outputs.
    pub labels: Vec<String>,
    /// The learning rate.
    pub rate: f32,
    /// The share of hidden units silenced in training.
    pub dropout: f32,
    /// Randomness of dropout.
    pub random: Random,
    hidden: usize,
    index: HashMap<Feature, u32>,
    features: Vec<Feature>,
    rows: Weights,
    bias: Weights,
    weights: Weights,
    output_bias: Weights,
    averaged: f32,
    ids: Vec<u32>,
    layer: Vec<f32>,
    back: Vec<f32>,
    /// The scores of the last [`Learner::score`].
    pub scores: Vec<f32>,
}

impl Learner {
    /// A network with small random weights for the features that were counted at least `least` times.
    pub fn new(labels: Vec<String>, hidden: usize, counts: &HashMap<Feature, u32>, least: u32) -> Self {
        let mut features: Vec<Feature> =
            counts.iter().filter(|&(_, &count)| count >= least).map(|(&feature, _)| feature).collect();
        features.sort_unstable();
        let mut random = Random(7);
        let mut small =
            |count: usize, size: f32| -> Vec<f32> { (0..count).map(|_| (random.unit() * 2.0 - 1.0) * size).collect() };
        let rows = Weights::new(small(features.len() * hidden, 0.08));
        let weights = Weights::new(small(labels.len() * hidden, 0.1));
        Self {
            rate: 0.02,
            dropout: 0.0,
            random: Random(11),
            hidden,
            index: features.iter().enumerate().map(|(row, &feature)| (feature, row as u32)).collect(),
            features,
            rows,
            bias: Weights::new(vec![0.1; hidden]),
            weights,
            output_bias: Weights::new(vec![0.0; labels.len()]),
            labels,
            averaged: 0.0,
            ids: Vec::new(),
            layer: Vec::new(),
            back: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// The number of features that have weights.
    pub fn size(&self) -> usize {
        self.features.len()
    }

    /// Scores all labels; `train` silences some hidden units.
    pub fn score(&mut self, features: &[Feature], train: bool) {
        self.ids.clear();
        self.ids.extend(features.iter().filter_map(|feature| self.index.get(feature)));
        self.layer.clear();
        self.layer.extend_from_slice(&self.bias.now);
        for &id in &self.ids {
            let row = &self.rows.now[id as usize * self.hidden..(id as usize + 1) * self.hidden];
            for (unit, weight) in self.layer.iter_mut().zip(row) {
                *unit += weight;
            }
        }
        let keep = 1.0 - self.dropout;
        for unit in &mut self.layer {
            *unit = unit.max(0.0);
            if train && self.dropout > 0.0 {
                *unit = if self.random.unit() < keep { *unit / keep } else { 0.0 };
            }
        }
        self.scores.clear();
        for (row, bias) in self.weights.now.chunks_exact(self.hidden).zip(&self.output_bias.now) {
            let mut lanes = [0f32; 16];
            for (weights, units) in row.as_chunks::<16>().0.iter().zip(self.layer.as_chunks::<16>().0) {
                for lane in 0..16 {
                    lanes[lane] += weights[lane] * units[lane];
                }
            }
            self.scores.push(bias + lanes.iter().sum::<f32>());
        }
    }

    /// Learns from the last scored features that `right` should win among the labels that are `allowed`.
    pub fn learn(&mut self, right: usize, allowed: impl Fn(usize) -> bool) {
        let largest =
            self.scores.iter().enumerate().filter(|&(at, _)| allowed(at)).fold(f32::MIN, |max, (_, &s)| max.max(s));
        let mut total = 0.0;
        for (at, score) in self.scores.iter_mut().enumerate() {
            *score = if allowed(at) { (*score - largest).exp() } else { 0.0 };
            total += *score;
        }
        self.back.clear();
        self.back.resize(self.hidden, 0.0);
        let keep = 1.0 - self.dropout;
        let mut gradients = vec![0f32; self.hidden];
        for at in 0..self.scores.len() {
            let error = self.scores[at] / total - f32::from(at == right);
            if error.abs() < 1e-5 {
                continue;
            }
            let row = &self.weights.now[at * self.hidden..(at + 1) * self.hidden];
            for ((back, weight), (gradient, unit)) in
                self.back.iter_mut().zip(row).zip(gradients.iter_mut().zip(&self.layer))
            {
                *back += error * weight;
                *gradient = error * unit;
            }
            self.weights.step(at * self.hidden, &gradients, self.rate);
            self.output_bias.step(at, &[error], self.rate);
        }
        for (back, &unit) in self.back.iter_mut().zip(&self.layer) {
            *back = if unit > 0.0 { *back / keep } else { 0.0 };
        }
        self.bias.step(0, &self.back, self.rate);
        for &id in &self.ids {
            self.rows.step(id as usize * self.hidden, &self.back, self.rate);
        }
    }

    /// Takes the present weights into the average.
    pub fn average(&mut self) {
        self.averaged += 1.0;
        for weights in [&mut self.rows, &mut self.bias, &mut self.weights, &mut self.output_bias] {
            weights.average();
        }
    }

    /// The network of the averaged weights.
    pub fn network(&self) -> Network {
        let count = self.averaged.max(1.0);
        Network::from(&Parts {
            labels: self.labels.clone(),
            features: self.features.clone(),
            rows: self.rows.mean(count),
            bias: self.bias.mean(count),
            weights: self.weights.mean(count),
            output_bias: self.output_bias.mean(count),
        })
    }
}
